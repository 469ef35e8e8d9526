#!/bin/sh
# Puts Debian's build of Gambatte's libretro core (2016, GPL-2) into .core/, for the tests alone: it is how a core without savestates is
# tried. Does and says nothing when it is already there. Nothing is installed.
set -eu

root=$(cd "$(dirname "$0")/.." && pwd)
target="$root/.core"
file=gambatte_libretro.so
package=libretro-gambatte
[ -f "$target/$file" ] && exit 0

say_how() {
    echo "get-gambatte: $1 Put Debian's $file ($package, unpacked with dpkg-deb -x) into $target/." >&2
    exit 1
}

for tool in apt-get dpkg-deb; do
    command -v "$tool" >/dev/null 2>&1 || say_how "Without $tool it cannot be fetched."
done

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
trap 'exit 1' INT TERM
cd "$work"

# As in get-core.sh: root's apt stays root, and an ordinary user gets package lists of his own where the machine's are missing.
options="-qq -o APT::Sandbox::User=root"
if ! apt-get $options download $package >log 2>&1; then
    mkdir -p lists/partial cache/archives/partial
    [ "$(id -u)" = 0 ] || options="$options -o Dir::State::Lists=$work/lists -o Dir::Cache=$work/cache"
    { apt-get $options update && apt-get $options download $package; } >log 2>&1 || {
        cat log >&2
        say_how "apt-get could not download $package."
    }
fi

dpkg-deb -x ./*.deb unpacked
core=$(find unpacked -name "$file" -type f | head -n 1)
[ -n "$core" ] || say_how "The package holds no $file."
mkdir -p "$target"
cp "$core" "$target/.$file.part"
mv "$target/.$file.part" "$target/$file"
echo "get-gambatte: put $file into $target"
