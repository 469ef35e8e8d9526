; Start-up code and cartridge header of the demo cartridge. makebin fills in logo, title and checksums.
        .module crt0
        .globl  _main
        .globl  _boot_model

        .area   _HEADER (ABS)
        .org    0x100
        nop
        jp      start

        .org    0x150
start:
        di
        ld      sp, #0xE000
        ld      b, a                    ; 0x11 in A says that this is a Game Boy Color
        ; All of work RAM is cleared, so that nothing in the game depends on what it held at power-on.
        ld      hl, #0xC000
        xor     a, a
        ld      c, a                    ; 256 times 32 bytes
clear:
        .rept   32
        ld      (hl+), a
        .endm
        dec     c
        jr      nz, clear
        ld      a, b
        ld      (_boot_model), a
        call    _main
stop:
        jr      stop

        ; Sleeps until the next vertical blank. Interrupts stay disabled: a pending one ends the halt without a call,
        ; so the game has no code that runs in between other code.
_wait_vblank::
        xor     a, a
        ldh     (0x0F), a
        halt
        nop
        ret

        ; Copies _copy_count bytes, a multiple of four, from _copy_from to _copy_to. By hand, as the compiler's loop takes twice as long and
        ; the vertical blank is short. Its arguments are globals: independent of the calling convention.
_copy_bytes::
        push    bc
        ld      hl, #_copy_from
        ld      a, (hl+)
        ld      e, a
        ld      d, (hl)
        ld      hl, #_copy_count
        ld      b, (hl)
        ld      hl, #_copy_to
        ld      a, (hl+)
        ld      h, (hl)
        ld      l, a
        srl     b
        srl     b
copy:
        .rept   4
        ld      a, (de)
        ld      (hl+), a
        inc     de
        .endm
        dec     b
        jr      nz, copy
        pop     bc
        ret

        .globl  _copy_from
        .globl  _copy_to
        .globl  _copy_count

        .area   _CODE
        .area   _HOME
        .area   _DATA
        .area   _BSS
