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
  # -I: Python and pip look for nothing in the working folder, which holds what a stranger proposed
  "$TD_PYTHON" -I -c 'import sys; sys.exit(sys.version_info < (3, 11))' || {
    echo "::error title=treatydiff::needs Python 3.11 or later; run actions/setup-python before, or set the input python"
    exit 2
  }
  "$TD_PYTHON" -I -m venv "$venv"
  local pip=("$(bin)/python" -I -m pip --quiet --disable-pip-version-check)
  "${pip[@]}" install --require-hashes -r "$here/requirements-light.lock"
  "${pip[@]}" install --no-deps --no-build-isolation "$here" # what builds it came with the lock, too
  "${pip[@]}" uninstall --yes hatchling setuptools pip       # what installs and builds is of no use any more
}

check() {
  local arguments=(--format github --fail-on "$TD_FAIL_ON") status=0 base="" words word
  # Of a pull request, settings, baseline and lock file are those of the branch it is for.
  # Named in full: a tag origin/main would come first.
  [[ -z ${GITHUB_BASE_REF:-} ]] || base=refs/remotes/origin/$GITHUB_BASE_REF
  [[ -z $base ]] || arguments+=(--base "$base")
  if [[ -z $TD_CONFIG ]]; then arguments+=(--config none); else arguments+=(--config "${base:+$base:}$TD_CONFIG"); fi
  # An empty list counts as unset before bash 4.4, which is what a Mac has.
  read -ra words <<<"${TD_THEMES//[$',\n']/ }"
  for word in ${words[@]+"${words[@]}"}; do arguments+=(--theme "$word"); done
  read -ra words <<<"${TD_VERDICTS//$'\n'/ }"
  for word in ${words[@]+"${words[@]}"}; do arguments+=(--verdicts "$word"); done
  [[ -z $TD_BASELINE ]] || arguments+=(--baseline "$TD_BASELINE")
  # A relative path is one in the folder of the job: the working folder may hold a link that leads anywhere.
  [[ -z $TD_SARIF || $TD_SARIF == /* ]] || TD_SARIF=$RUNNER_TEMP/$TD_SARIF
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
