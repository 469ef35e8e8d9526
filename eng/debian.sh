# shellcheck shell=sh
# The get-*.sh beside it read this file. They define say_how, which takes a reason and ends the script.

# unpack_debian PACKAGE…: downloads packages of Debian or Ubuntu and unpacks them into unpacked/ of a temporary folder, which becomes the
# current one and is removed when the script ends. Nothing is installed, so an ordinary user can run it.
unpack_debian() {
    for tool in apt-get dpkg-deb; do
        command -v "$tool" >/dev/null 2>&1 || say_how "it is not here, and without $tool it cannot be fetched."
    done

    work=$(mktemp -d)
    trap 'rm -rf "$work"' EXIT
    trap 'exit 1' INT TERM
    cd "$work"

    # As root, apt would switch to a user who may not write here, and warn about it.
    options="-qq -o APT::Sandbox::User=root"
    if ! apt-get $options download "$@" >log 2>&1; then
        # The package lists are missing or old. An ordinary user may not renew the machine's lists, and gets separate ones for this download.
        mkdir -p lists/partial cache/archives/partial
        [ "$(id -u)" = 0 ] || options="$options -o Dir::State::Lists=$work/lists -o Dir::Cache=$work/cache"
        { apt-get $options update && apt-get $options download "$@"; } >log 2>&1 || {
            cat log >&2
            say_how "apt-get could not download $*."
        }
    fi

    for package in ./*.deb; do dpkg-deb -x "$package" unpacked; done
}
