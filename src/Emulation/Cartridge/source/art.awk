# Makes C of art.txt: one array of tiles a group, each tile 16 bytes as the Game Boy wants them (two bit planes a row);
# a 16x16 drawing gives four tiles: top left, top right, bottom left, bottom right.

function fail(why) {
    print "art.awk: line " NR ": " why > "/dev/stderr"
    failed = 1
    exit 1
}

# The two bytes of the eight pixels of `row` from column `from`.
function bytes(row, from,    i, pixel, low, high) {
    low = high = 0
    for (i = 0; i < 8; i++) {
        pixel = index(".-+#", substr(row, from + i, 1)) - 1
        if (pixel < 0) fail("not a pixel in " row)
        low = low * 2 + pixel % 2
        high = high * 2 + int(pixel / 2)
    }
    return low "," high ","
}

function close_drawing(    i, x, y, size) {
    if (group == "") return
    size = length(rows[0])
    if (count != size || (size != 8 && size != 16)) fail("a drawing of " size " columns and " count " rows")
    text = ""
    for (y = 0; y < size; y += 8)
        for (x = 1; x <= size; x += 8)
            for (i = 0; i < 8; i++) text = text bytes(rows[y + i], x)
    if (!(group in body)) order[++groups] = group
    body[group] = body[group] "    /* " name " */ " text "\n"
    group = ""
}

/^[a-z]+ [a-z_0-9]+$/ { close_drawing(); group = $1; name = $2; count = 0; next }
/^[-.+#]+$/ && group != "" {
    if (count > 0 && length($0) != length(rows[0])) fail("rows of different length")
    rows[count++] = $0
}

END {
    if (failed) exit 1
    close_drawing()
    print "#include \"art.h\"\n"
    for (i = 1; i <= groups; i++) print "const uint8_t " order[i] "_art[] = {\n" body[order[i]] "};\n"
}
