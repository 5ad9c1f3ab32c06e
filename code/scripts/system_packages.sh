#!/bin/sh
# Install what pip cannot: TeX, or the venv module, through apt where we may; otherwise name it.
# Usage: system_packages.sh tex | venv PYTHON
set -eu

TEX='latexmk texlive-latex-base texlive-latex-recommended texlive-fonts-recommended lmodern'

tex_is_there() {
    command -v latexmk >/dev/null 2>&1 && command -v kpsewhich >/dev/null 2>&1 || return 1
    for file in booktabs.sty natbib.sty microtype.sty caption.sty lmodern.sty longtable.sty; do
        kpsewhich "$file" >/dev/null 2>&1 || return 1
    done
}

venv_is_there() {
    "$1" -c 'import ensurepip, venv' >/dev/null 2>&1
}

install() {
    if ! command -v apt-get >/dev/null 2>&1; then
        echo "Please install: $*" >&2
        exit 1
    elif [ "$(id -u)" -eq 0 ]; then
        as_root=''
    elif command -v sudo >/dev/null 2>&1 && sudo -n true 2>/dev/null; then
        as_root='sudo -n'
    else
        echo "Please install, as root: apt-get install --no-install-recommends $*" >&2
        exit 1
    fi
    echo "Installing $*"
    $as_root apt-get update -qq
    DEBIAN_FRONTEND=noninteractive $as_root apt-get install -qq --no-install-recommends "$@" >/dev/null
}

case $1 in
tex) tex_is_there || install $TEX ;;
venv) venv_is_there "$2" || install python3-venv ;;
*) echo "usage: $0 tex | venv PYTHON" >&2; exit 2 ;;
esac
