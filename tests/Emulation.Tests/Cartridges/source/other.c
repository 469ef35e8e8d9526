/* A cartridge that is not the demo cartridge: a square over slanted stripes, moved by the D-pad. It keeps no ledger. */
#include <stdint.h>

volatile uint8_t __at(0xFF00) P1;
volatile uint8_t __at(0xFF40) LCDC;
volatile uint8_t __at(0xFF42) SCY;
volatile uint8_t __at(0xFF43) SCX;
volatile uint8_t __at(0xFF44) LY;
volatile uint8_t __at(0xFF47) BGP;
volatile uint8_t __at(0xFF48) OBP0;
volatile uint8_t __at(0xFFFF) IE;
volatile uint8_t __at(0x8000) TILES[32];
volatile uint8_t __at(0x9800) MAP[1024];
volatile uint8_t __at(0xFE00) OAM[160];

/* Where the square is, for tests. */
volatile uint8_t __at(0xC000) square_x;
volatile uint8_t __at(0xC001) square_y;

void wait_vblank(void);

static void open_screen(void) {
    uint16_t i;
    uint8_t row;
    while (LY != 144) {
    }
    LCDC = 0;
    for (row = 0; row != 8; row++) {
        TILES[row << 1] = (uint8_t)(0x0F << row) | (uint8_t)(0x0F >> (8 - row));
        TILES[(row << 1) + 1] = 0;
        TILES[16 + (row << 1)] = 0xFF;
        TILES[17 + (row << 1)] = 0xFF;
    }
    for (i = 0; i != 1024; i++) MAP[i] = 0;
    for (row = 0; row != 160; row++) OAM[row] = 0;
    SCX = 0;
    SCY = 0;
    BGP = 0xE4;
    OBP0 = 0xE4;
    OAM[2] = 1;
    LCDC = 0x93;
}

void main(void) {
    uint8_t held;
    uint8_t previous = 0;
    uint8_t pressed;
    square_x = 80;
    square_y = 72;
    open_screen();
    IE = 1;
    for (;;) {
        wait_vblank();
        OAM[0] = square_y + 16;
        OAM[1] = square_x + 8;
        P1 = 0x20;
        held = P1;
        held = (uint8_t)~P1 & 0x0F;
        P1 = 0x30;
        pressed = held & (uint8_t)~previous;
        previous = held;
        if ((pressed & 1) && square_x != 152) square_x = square_x + 8;
        if ((pressed & 2) && square_x != 0) square_x = square_x - 8;
        if ((pressed & 4) && square_y != 0) square_y = square_y - 8;
        if ((pressed & 8) && square_y != 136) square_y = square_y + 8;
    }
}
