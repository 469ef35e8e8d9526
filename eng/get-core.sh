#!/bin/sh
# Puts the emulator core (mGBA's libretro library, MPL-2.0) where CoreLocator finds it. Does and prints nothing if it is already
# there: in .core/, named by ACTORINPUT_CORE, or installed in one of the system's folders for libretro cores.
#
# On Debian and Ubuntu it downloads two packages (0.4 MB) and unpacks two files of them into .core/; nothing is installed, so an ordinary
# user can run it. The package's own dependency on a libretro front end (RetroArch, 235 MB) is not needed.
set -eu

root=$(cd "$(dirname "$0")/.." && pwd)
. "$root/eng/debian.sh"
target="$root/.core"
packages="libretro-mgba libinih1"

case "$(uname -s)" in
    Darwin) file=mgba_libretro.dylib ;;
    *) file=mgba_libretro.so ;;
esac

say_how() {
    cat >&2 <<MESSAGE
get-core: $1
The emulator core $file (mGBA for libretro) is needed. Either
  - on Debian or Ubuntu: apt-get download $packages, unpack both with dpkg-deb -x,
    and put mgba_libretro.so and libinih.so.1 side by side into $target/
  - elsewhere: install your system's package of mGBA's libretro core, or take $file from RetroArch's core downloader,
and, if it is not in .core/ or a system folder such as /usr/lib/libretro, name it with --core FILE or ACTORINPUT_CORE.
MESSAGE
    exit 1
}

if [ -n "${ACTORINPUT_CORE:-}" ]; then
    [ -f "$ACTORINPUT_CORE" ] && exit 0
    say_how "ACTORINPUT_CORE names '$ACTORINPUT_CORE', which is not a file."
fi
for folder in "$target" /usr/lib/*-linux-*/libretro /usr/lib/libretro /usr/lib64/libretro /usr/local/lib/libretro /opt/homebrew/lib/libretro; do
    [ -f "$folder/$file" ] && exit 0
done

[ "$(uname -s)" = Linux ] || say_how "it is not here, and there is no automatic download for $(uname -s)."
unpack_debian $packages
core=$(find unpacked -name "$file" -type f | head -n 1)
library=$(find unpacked -name 'libinih.so.1' | head -n 1)
[ -n "$core" ] && [ -n "$library" ] || say_how "the packages hold no $file or no libinih.so.1."

# The core comes last and by a rename, so that it is complete and has its library as soon as it is visible.
mkdir -p "$target"
cp -L "$library" "$target/libinih.so.1"
cp "$core" "$target/.$file.part"
mv "$target/.$file.part" "$target/$file"
echo "get-core: put $file and libinih.so.1 into $target"
