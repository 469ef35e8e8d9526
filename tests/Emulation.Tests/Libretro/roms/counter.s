; A test cartridge: counts frames and joypad presses in work RAM, latches the cartridge's clock if it has one, and draws with
; everything a renderer keeps between lines and frames: scrolling, a sprite, and a window that is switched on and off in
; mid-frame, left on over every other frame. SELECT held: the screen is switched off for part of each frame.
;
; 0xC000  "CNT1"
; 0xC004  frames seen by the game, 16 bits little-endian
; 0xC006  presses: frames in which a button went down, 16 bits little-endian
; 0xC008  buttons held: directions in the high nibble, actions in the low one, 1 = held
; 0xC009  seconds of the cartridge's clock at the last latch (0 without a clock)
; 0xC00A  first byte of the cartridge's RAM, counted up on every press (0xFF without RAM)

        .area ROM (ABS)
        .org 0x100
        nop
        jp start

        .org 0x150
start:
        di
        ld sp, #0xDFFE
        call vblank
        xor a
        ldh (0x40), a           ; LCD off
        ld hl, #0xC000
        ld bc, #0x0100
        call clear
        ld hl, #0xFE00
        ld bc, #0x00A0
        call clear
        ld hl, #0x8000          ; tiles: a pattern of the address
        ld bc, #0x1800
tiles:
        ld a, l
        xor h
        ld (hl+), a
        dec bc
        ld a, b
        or c
        jr nz, tiles
        ld bc, #0x0400          ; background map
map:
        ld a, l
        ld (hl+), a
        dec bc
        ld a, b
        or c
        jr nz, map
        ld bc, #0x0400          ; window map
wmap:
        ld a, l
        cpl
        ld (hl+), a
        dec bc
        ld a, b
        or c
        jr nz, wmap
        ld hl, #0xC000
        ld (hl), #0x43
        inc hl
        ld (hl), #0x4E
        inc hl
        ld (hl), #0x54
        inc hl
        ld (hl), #0x31
        ld a, #0xE4
        ldh (0x47), a
        ldh (0x48), a
        ld a, #0x0A             ; cartridge RAM and clock on (no effect without them)
        ld (0x0000), a
        ld a, #0xD3
        ldh (0x40), a

loop:
        ld b, #40
        call line
        ld a, (0xC004)
        and #0x1F
        add a, #10
        ldh (0x4A), a           ; WY
        ld a, (0xC004)
        and #0x3F
        add a, #7
        ldh (0x4B), a           ; WX
        call winon
        ld b, #90
        call line
        call winoff
        ld b, #110
        call line
        call winon
        ld b, #144
        call line
        ld a, (0xC004)
        rra
        call c, winoff
        call pad
        call clock
        call draw
        ld a, (0xC008)
        and #0x04
        call nz, blank
        ld hl, #0xC004
        inc (hl)
        jr nz, loop
        inc hl
        inc (hl)
        jr loop

pad:
        ld a, #0x20
        ldh (0x00), a
        ldh a, (0x00)
        ldh a, (0x00)
        cpl
        and #0x0F
        swap a
        ld b, a
        ld a, #0x10
        ldh (0x00), a
        ldh a, (0x00)
        ldh a, (0x00)
        ldh a, (0x00)
        cpl
        and #0x0F
        or b
        ld b, a
        ld a, #0x30
        ldh (0x00), a
        ld a, (0xC008)
        cpl
        and b
        ld c, a                 ; newly down
        ld a, b
        ld (0xC008), a
        ld a, c
        or a
        ret z
        xor a
        ld (0x4000), a          ; RAM bank 0
        ld hl, #0xA000
        inc (hl)
        ld a, (hl)
        ld (0xC00A), a
        ld hl, #0xC006
        inc (hl)
        ret nz
        inc hl
        inc (hl)
        ret

clock:
        ld a, (0x0147)          ; only when the header has a clock
        cp #0x10
        ret nz
        xor a
        ld (0x6000), a
        inc a
        ld (0x6000), a          ; latch
        ld a, #0x08
        ld (0x4000), a          ; seconds
        ld a, (0xA000)
        ld (0xC009), a
        ret

draw:
        ld a, (0xC004)
        ldh (0x43), a           ; SCX
        ld b, a
        ld a, (0xC006)
        ldh (0x42), a           ; SCY
        add a, #40
        ld (0xFE00), a
        ld a, b
        and #0x7F
        add a, #8
        ld (0xFE01), a
        ld a, b
        ld (0xFE02), a
        ld (0x8010), a          ; one row of tile 1
        ret

blank:
        ldh a, (0x40)
        and #0x7F
        ldh (0x40), a
        ld bc, #1500
wait:
        dec bc
        ld a, b
        or c
        jr nz, wait
        ldh a, (0x40)
        or #0x80
        ldh (0x40), a
        ret

winon:
        ldh a, (0x40)
        or #0x20
        ldh (0x40), a
        ret

winoff:
        ldh a, (0x40)
        and #0xDF
        ldh (0x40), a
        ret

vblank:
        ld b, #144
line:
        ldh a, (0x44)
        cp b
        jr nz, line
        ret

clear:
        xor a
        ld (hl+), a
        dec bc
        ld a, b
        or c
        jr nz, clear
        ret
