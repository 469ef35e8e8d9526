#!/bin/sh
# Puts Debian's build of Gambatte's libretro core (2016, GPL-2) into .core/, for the tests alone: they use it as a core without
# savestates. Does and prints nothing if it is already there. Nothing is installed.
set -eu

root=$(cd "$(dirname "$0")/.." && pwd)
. "$root/eng/debian.sh"
target="$root/.core"
file=gambatte_libretro.so
package=libretro-gambatte
[ -f "$target/$file" ] && exit 0

say_how() {
    echo "get-gambatte: $1 Put Debian's $file ($package, unpacked with dpkg-deb -x) into $target/." >&2
    exit 1
}

unpack_debian $package
core=$(find unpacked -name "$file" -type f | head -n 1)
[ -n "$core" ] || say_how "the package holds no $file."
mkdir -p "$target"
cp "$core" "$target/.$file.part"
mv "$target/.$file.part" "$target/$file"
echo "get-gambatte: put $file into $target"
