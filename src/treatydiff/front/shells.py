"""Completion for four shells, as scripts that know every command and option: pressing Tab starts no program."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from treatydiff.front.handbook import CommandHelp, OptionHelp

SHELLS = ("bash", "zsh", "fish", "powershell")
DEFAULT = "compare"
"""The command that ``treatydiff OLD NEW`` means."""


def script(shell: str, commands: Sequence[CommandHelp]) -> str:
    """The script for one of ``SHELLS``."""
    return _WRITERS[shell](commands)


def _bash(commands: Sequence[CommandHelp]) -> str:
    names = " ".join(command.name for command in commands)
    several = [(option, _cases(command, option)) for command in commands for option in command.options]
    values = [f"    {cases}) words={_quoted(_spaced(each.choices))} ;;" for each, cases in several if each.choices]
    files = [f"    {cases}) return ;;" for each, cases in several if each.value and not each.choices]
    flags = [f"      {command.name}) words={_quoted(_spaced(_flags(command)))} ;;" for command in commands]
    first = [
        f"      {command.name}) words={_quoted(' '.join(command.arguments[0].choices))} ;;"
        for command in commands
        if command.arguments and command.arguments[0].choices
    ]
    return "\n".join(
        (
            "# treatydiff completion for bash; written by `treatydiff completion bash`",
            "_treatydiff() {",
            '  local cur=${COMP_WORDS[COMP_CWORD]} prev=${COMP_WORDS[COMP_CWORD-1]} cmd="" words="" i',
            "  COMPREPLY=()",
            "  for ((i = 1; i < COMP_CWORD; i++)); do",
            f"    case ${{COMP_WORDS[i]}} in {names.replace(' ', '|')}) cmd=${{COMP_WORDS[i]}}; break ;; esac",
            "  done",
            "  if [[ -z $cmd && $COMP_CWORD -eq 1 && $cur != -* ]]; then",
            f'    COMPREPLY=($(compgen -W {_quoted(names)} -- "$cur") $(compgen -f -- "$cur"))',
            "    return",
            "  fi",
            f"  case ${{cmd:-{DEFAULT}}}:$prev in",
            *values,
            *files,
            "  esac",
            "  if [[ -z $words && $cur == -* ]]; then",
            f"    case ${{cmd:-{DEFAULT}}} in",
            *flags,
            "    esac",
            '  elif [[ -z $words && $prev == "$cmd" ]]; then',
            "    case $cmd in",
            *first,
            "    esac",
            "  fi",
            '  [[ -n $words ]] && COMPREPLY=($(compgen -W "$words" -- "$cur"))',
            "}",
            "complete -o bashdefault -o default -F _treatydiff treatydiff",
            "",
        )
    )


def _zsh(commands: Sequence[CommandHelp]) -> str:
    names = [f"    {_quoted(f'{_colons(command.name)}:{_colons(command.about)}')}" for command in commands]
    return "\n".join(
        (
            "#compdef treatydiff",
            "# treatydiff completion for zsh; written by `treatydiff completion zsh`",
            "_treatydiff() {",
            "  local -a commands",
            "  commands=(",
            *names,
            "  )",
            "  if (( CURRENT == 2 )); then",
            "    _describe -t commands command commands",
            "    _files",
            "    return",
            "  fi",
            "  case $words[2] in",
            *(line for command in commands for line in _zsh_command(command)),
            f"    *) words[1]=(treatydiff {DEFAULT}); (( CURRENT += 1 )); _treatydiff ;;",
            "  esac",
            "}",
            'if [[ $funcstack[1] == _treatydiff ]]; then _treatydiff "$@"; else compdef _treatydiff treatydiff; fi',
            "",
        )
    )


def _zsh_command(command: CommandHelp) -> Iterator[str]:
    yield f"    {command.name})"
    yield "      shift words; (( CURRENT -= 1 ))"
    yield "      _arguments -s -S \\"
    for option in command.options:
        several = f"({' '.join(option.names)})" if len(option.names) > 1 else ""
        for name in option.names:
            yield f"        {_quoted(f'{several}{name}[{_brackets(option.about)}]{_zsh_value(option)}')} \\"
    values = command.arguments[0].choices if command.arguments else ()
    yield f"        {_quoted(f'*:value:({_spaced(values)})' if values else '*:file:_files')}"
    yield "      ;;"


def _zsh_value(option: OptionHelp) -> str:
    if not option.value:
        return ""
    return f":{_colons(option.value)}:{f'({_spaced(option.choices)})' if option.choices else '_files'}"


def _fish(commands: Sequence[CommandHelp]) -> str:
    names = " ".join(command.name for command in commands)
    lines = [
        "# treatydiff completion for fish; written by `treatydiff completion fish`",
        f"set -l treatydiff_commands {names}",
    ]
    for command in commands:
        seen = f"__fish_seen_subcommand_from {command.name}"
        if command.name == DEFAULT:  # treatydiff OLD NEW takes its options, too
            seen = f"not __fish_seen_subcommand_from {_spaced([c.name for c in commands if c is not command])}"
        lines.append(
            'complete -c treatydiff -n "not __fish_seen_subcommand_from $treatydiff_commands"'
            f" -a {command.name} -d {_fish_quoted(command.about)}"
        )
        for option in command.options:
            named = " ".join(f"-l {n[2:]}" if n.startswith("--") else f"-s {n[1:]}" for n in option.names)
            bare = "".join(f"{choice}\\t " for choice in option.choices)  # else each is described as the option is
            value = f" -x -a '{bare}'" if bare else " -r" * bool(option.value)
            lines.append(f"complete -c treatydiff -n '{seen}' {named}{value} -d {_fish_quoted(option.about)}")
        values = command.arguments[0].choices if command.arguments else ()
        if values:
            lines.append(f"complete -c treatydiff -n '{seen}' -f -a {_fish_quoted(' '.join(values))}")
    return "\n".join([*lines, ""])


def _powershell(commands: Sequence[CommandHelp]) -> str:
    lines = [
        "# treatydiff completion for PowerShell; written by `treatydiff completion powershell`",
        "Register-ArgumentCompleter -Native -CommandName treatydiff -ScriptBlock {",
        "  param($wordToComplete, $commandAst, $cursorPosition)",
        "  $commands = [ordered]@{",
        *(f"    {_ps(command.name)} = {_ps(command.about)}" for command in commands),
        "  }",
        "  $options = @{",
        *(f"    {_ps(command.name)} = @({_ps_list(_flags(command))})" for command in commands),
        "  }",
        "  $values = @{",
        *(
            f"    {_ps(f'{command.name}:{name}')} = @({_ps_list(option.choices)})"
            for command in commands
            for option in command.options
            for name in option.names
            if option.choices
        ),
        *(
            f"    {_ps(f'{command.name}:')} = @({_ps_list(command.arguments[0].choices)})"
            for command in commands
            if command.arguments and command.arguments[0].choices
        ),
        "  }",
        "  $typed = @($commandAst.CommandElements | ForEach-Object { $_.ToString() })",
        "  $before = if ($wordToComplete) { @($typed | Select-Object -SkipLast 1) } else { $typed }",
        "  $known = @($before | Select-Object -Skip 1 | Where-Object { $commands.Contains($_) })",
        "  $command = if ($known.Count) { $known[0] } else { '' }",
        "  $last = $before[-1]",
        f"  if (-not $command -and $before.Count -gt 1) {{ $command = {_ps(DEFAULT)} }}",
        "  $found = if (-not $command) { $commands.Keys }",
        '    elseif ($values.ContainsKey("${command}:$last")) { $values["${command}:$last"] }',
        "    elseif ($wordToComplete -like '-*') { $options[$command] }",
        '    elseif ($last -eq $command -and $values.ContainsKey("${command}:")) { $values["${command}:"] }',
        '  $found | Where-Object { $_ -like "$wordToComplete*" } | ForEach-Object {',
        "    $about = if ($commands.Contains($_)) { $commands[$_] } else { $_ }",
        "    [System.Management.Automation.CompletionResult]::new($_, $_, 'ParameterValue', $about)",
        "  }",
        "}",
        "",
    ]
    return "\n".join(lines)


_WRITERS = {"bash": _bash, "zsh": _zsh, "fish": _fish, "powershell": _powershell}


def _cases(command: CommandHelp, option: OptionHelp) -> str:
    """What stands before a value in bash's ``case``: ``compare:-f|compare:--format``."""
    return "|".join(f"{command.name}:{name}" for name in option.names)


def _spaced(words: Sequence[str]) -> str:
    return " ".join(words)


def _flags(command: CommandHelp) -> list[str]:
    return [name for option in command.options for name in option.names]


def _quoted(text: str) -> str:
    """For a shell of Bourne's kind."""
    return "'" + text.replace("'", "'\\''") + "'"


def _fish_quoted(text: str) -> str:
    return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'"


def _ps(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


def _ps_list(texts: Sequence[str]) -> str:
    return ", ".join(map(_ps, texts))


def _colons(text: str) -> str:
    return text.replace(":", "\\:")


def _brackets(text: str) -> str:
    """For the explanation of an option in zsh, which brackets enclose."""
    return _colons(text.replace("[", "\\[").replace("]", "\\]"))
