# SPDX-License-Identifier: GPL-3.0-or-later
# Asks Debian for a package only where its command, library or file is missing. Sourced by ./start and tests/run:
#
#   need_command gcc gcc
#   need_library gtk4 4.8 libgtk-4-dev
#   need_file '/usr/share/icons/Adwaita/index.theme' adwaita-icon-theme
#   install_missing || exit 1

missing_packages=()
missing_things=()

need_package () {
  missing_things+=("$1")
  case " ${missing_packages[*]} " in
    *" $2 "*) ;;
    *) missing_packages+=("$2") ;;
  esac
}

# need_command COMMAND PACKAGE
need_command () {
  command -v "$1" >/dev/null 2>&1 || need_package "$1" "$2"
}

# need_file GLOB PACKAGE
need_file () {
  compgen -G "$1" >/dev/null || need_package "$1" "$2"
}

# need_library PKG-CONFIG-NAME VERSION PACKAGE
need_library () {
  if command -v pkg-config >/dev/null 2>&1; then
    pkg-config --exists "$1 >= $2" || need_package "$1 $2" "$3"
  else
    # pkg-config itself comes with this very installation: until then look for the file that it would read.
    compgen -G "/usr/lib/*/pkgconfig/$1.pc" >/dev/null || compgen -G "/usr/share/pkgconfig/$1.pc" >/dev/null ||
      compgen -G "/usr/local/lib/pkgconfig/$1.pc" >/dev/null || need_package "$1 $2" "$3"
  fi
}

# need_python MODULE PACKAGE
need_python () {
  /usr/bin/python3 -c "import $1" >/dev/null 2>&1 || need_package "python3 module $1" "$2"
}

# need_typelib NAME-VERSION PACKAGE
need_typelib () {
  compgen -G "/usr/lib/*/girepository-1.0/$1.typelib" >/dev/null ||
    compgen -G "/usr/lib/girepository-1.0/$1.typelib" >/dev/null || need_package "$1.typelib" "$2"
}

# need_korean_font: without one every Korean syllable is an empty box.
need_korean_font () {
  { command -v fc-list >/dev/null 2>&1 && [ -n "$(fc-list :lang=ko file 2>/dev/null)" ]; } ||
    need_package 'a Korean font' fonts-noto-cjk
}

# What it takes to build the programs.
need_build_packages () {
  need_command gcc gcc
  need_file '/usr/include/stdio.h' libc6-dev
  need_command meson meson
  need_command ninja ninja-build
  need_command pkg-config pkg-config
  need_command msgfmt gettext
  need_command glib-compile-resources libglib2.0-dev-bin
  need_command update-desktop-database desktop-file-utils
  need_command gtk4-update-icon-cache libgtk-4-bin
  need_library gio-unix-2.0 2.74 libglib2.0-dev
  need_library json-glib-1.0 1.6 libjson-glib-dev
  need_library sqlite3 3.40 libsqlite3-dev
  need_library libsoup-3.0 3.2 libsoup-3.0-dev
  need_file '/usr/lib/*/gio/modules/libgiognutls.so' glib-networking
  need_library libsecret-1 0.20 libsecret-1-dev
  need_library pangocairo 1.50 libpango1.0-dev
  need_library libarchive 3.6 libarchive-dev
  need_library libxml-2.0 2.9 libxml2-dev
  need_library poppler-glib 22.12 libpoppler-glib-dev
  need_library gmime-3.0 3.2 libgmime-3.0-dev
  need_library gtk4 4.8 libgtk-4-dev
  need_library libadwaita-1 1.2 libadwaita-1-dev
  need_library iso-codes 4 iso-codes
}

# What the window looks bare without.
need_desktop_packages () {
  need_file '/usr/share/icons/Adwaita/index.theme' adwaita-icon-theme
  need_file '/usr/lib/*/gdk-pixbuf-2.0/*/loaders/libpixbufloader-svg.so' librsvg2-common
  need_file '/usr/lib/*/gio/modules/libdconfsettings.so' dconf-gsettings-backend
  need_command fc-list fontconfig
  need_korean_font
}

# What the tests use on top of that.
need_test_packages () {
  need_command clang clang
  need_command clang-format clang-format
  need_file '/usr/lib/llvm-*/lib/clang/*/lib/linux/libclang_rt.asan-*.a' "libclang-rt-$(clang_version)-dev"
  need_command valgrind valgrind
  need_file '/usr/share/glib-2.0/valgrind/glib.supp' libglib2.0-dev
  need_file '/usr/lib/debug/.build-id' libc6-dbg
  need_command Xvfb xvfb
  need_command xauth xauth
  need_command xdotool xdotool
  need_command xprop x11-utils
  need_command import imagemagick
  need_command xfwm4 xfwm4
  need_command dbus-daemon dbus-daemon
  need_file '/usr/libexec/at-spi-bus-launcher' at-spi2-core
  need_typelib Json-1.0 gir1.2-json-1.0
  need_python gi python3-gi
  need_file '/usr/share/fonts/*/cantarell' fonts-cantarell
  need_command localedef libc-bin
  need_file '/usr/share/i18n/locales/ko_KR' locales
  need_command gtk4-builder-tool libgtk-4-bin
  need_command appstreamcli appstream
  need_command desktop-file-validate desktop-file-utils
  need_command xmllint libxml2-utils
  need_command git git
  need_command node nodejs
  need_command npm npm
  need_command openssl openssl
}

clang_version () {
  if command -v clang >/dev/null 2>&1; then
    clang -dumpversion | cut -d. -f1
  else
    echo 14
  fi
}

# Installs what the need_ functions found missing. As root directly, else by sudo, else it prints what to run.
install_missing () {
  [ ${#missing_packages[@]} -gt 0 ] || return 0

  local install=(apt-get install -y --no-install-recommends -o DPkg::Lock::Timeout=300 "${missing_packages[@]}")
  local by_hand="apt-get update && apt-get install -y --no-install-recommends ${missing_packages[*]}"
  local become=()

  printf 'Missing: %s\n' "$(printf '%s, ' "${missing_things[@]}" | sed 's/, $//')" >&2

  if ! command -v apt-get >/dev/null 2>&1; then
    printf 'This is not a Debian system. What these Debian 12 packages contain is needed:\n  %s\n' \
      "${missing_packages[*]}" >&2
    return 1
  fi

  if [ "$(id -u)" -ne 0 ]; then
    # Without a terminal nobody can type a password, so sudo may only be used where it asks for none.
    if command -v sudo >/dev/null 2>&1 && { [ -t 0 ] || sudo -n true 2>/dev/null; }; then
      become=(sudo)
    else
      printf 'Packages are missing, and installing them takes an administrator. Please run this, then start again:\n' >&2
      printf '  su -c "%s"\n' "$by_hand" >&2
      return 1
    fi
  fi

  printf 'Installing: %s\n' "${missing_packages[*]}" >&2
  # The lists may be absent (a fresh image) or old (a package that has moved on). A source that cannot be reached is no
  # reason to stop: the package may well come from another.
  "${become[@]}" apt-get update -q >&2 || true
  if "${become[@]}" env DEBIAN_FRONTEND=noninteractive "${install[@]}" </dev/null >&2; then
    missing_packages=()
    missing_things=()
    return 0
  fi
  printf 'The packages could not be installed. Please run this as root, then start again:\n  %s\n' "$by_hand" >&2
  return 1
}
