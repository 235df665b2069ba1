#!/usr/bin/env bash
# The two steps of action.yml. Inputs come as environment variables, never as words of this script, so that no input can
# become a command.
set -euo pipefail

here=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
venv=${RUNNER_TEMP:?}/treatydiff

bin() { # a virtual environment keeps its programs elsewhere on Windows
  if [[ -d $venv/Scripts ]]; then echo "$venv/Scripts"; else echo "$venv/bin"; fi
}

install() {
  "$TD_PYTHON" -c 'import sys; sys.exit(sys.version_info < (3, 11))' || {
    echo "::error title=treatydiff::needs Python 3.11 or later; run actions/setup-python before, or set the input python"
    exit 2
  }
  "$TD_PYTHON" -m venv "$venv"
  "$(bin)/python" -m pip install --quiet --disable-pip-version-check --require-hashes -r "$here/requirements.lock"
  "$(bin)/python" -m pip install --quiet --disable-pip-version-check --no-deps "$here"
}

check() {
  local arguments=(--format github --fail-on "$TD_FAIL_ON") status=0 themes theme
  read -ra themes <<<"${TD_THEMES//[$',\n']/ }"
  for theme in "${themes[@]}"; do arguments+=(--theme "$theme"); done
  [[ -z $TD_BASELINE ]] || arguments+=(--baseline "$TD_BASELINE")
  [[ -z $TD_SARIF ]] || arguments+=(--export "sarif=$TD_SARIF")
  arguments+=(-- "$TD_DRAFTS")
  [[ -z $TD_NEW ]] || arguments+=("$TD_NEW")

  "$(bin)/treatydiff" check "${arguments[@]}" || status=$?

  [[ $status == 2 ]] && TD_SARIF=""
  {
    echo "passed=$([[ $status == 0 ]] && echo true || echo false)"
    echo "sarif=${TD_SARIF//[$'\r\n']/}"
  } >>"${GITHUB_OUTPUT:?}"
  exit "$status"
}

"$1"
