/** The shells that have a script, and the script of each: it asks the command itself what may come next. */
export const completionScripts = {
  bash: `_clearml_ts() {
  local IFS=$'\\n'
  COMPREPLY=($(clearml-ts complete -- "\${COMP_WORDS[@]:1:COMP_CWORD}" 2>/dev/null | cut -f1))
}
complete -o default -F _clearml_ts clearml-ts
`,
  zsh: `#compdef clearml-ts
_clearml_ts() {
  local line
  local -a found
  for line in "\${(@f)$(clearml-ts complete -- "\${(@)words[2,CURRENT]}" 2>/dev/null)}"; do
    [[ -n $line ]] && found+=("\${\${line%%$'\\t'*}//:/\\\\:}\${\${line#*$'\\t'}:+:\${line#*$'\\t'}}")
  done
  if (( \${#found} )); then _describe clearml-ts found; else _files; fi
}
compdef _clearml_ts clearml-ts
`,
  fish: `function __clearml_ts_complete
  set -l words (commandline -opc) (commandline -ct)
  set -l found (clearml-ts complete -- $words[2..-1] 2>/dev/null)
  if count $found >/dev/null
    printf '%s\\n' $found
  else
    __fish_complete_path (commandline -ct)
  end
end
complete -c clearml-ts -f -a '(__clearml_ts_complete)'
`,
  powershell: `Register-ArgumentCompleter -Native -CommandName clearml-ts -ScriptBlock {
  param($begun, $line, $cursor)
  $words = @($line.CommandElements | Select-Object -Skip 1 | ForEach-Object { $_.Extent.Text })
  # Older versions do not hand on a word that is empty.
  $after = if ($begun -eq '') { @('--new-word') } else { @() }
  # In quotes: PowerShell takes two bare dashes away from the script by which npm starts the command.
  clearml-ts complete @after '--' @words 2>$null | ForEach-Object {
    $word, $description = $_ -split "\`t", 2
    [System.Management.Automation.CompletionResult]::new($word, $word, 'ParameterValue', "$word $description")
  }
}
`,
} as const;

/** A shell that has a completion script. */
export type CompletionShell = keyof typeof completionScripts;
