        .module crt0
        .globl  _main

        .area   _HEADER (ABS)
        .org    0x100
        nop
        jp      start

        .org    0x150
start:
        di
        ld      sp, #0xE000
        call    _main
stop:
        jr      stop

_wait_vblank::
        xor     a, a
        ldh     (0x0F), a
        halt
        nop
        ret

        .area   _CODE
        .area   _DATA
