#include "hardware.h"
#include "ledger.h"
#include "screen.h"
#include "world.h"

const uint8_t *copy_from;
uint8_t *copy_to;
uint8_t copy_count;
uint8_t boot_model;

/* The buttons held now: A, B, SELECT, START in the low half, RIGHT, LEFT, UP, DOWN in the high half. */
static uint8_t read_buttons(void) {
    uint8_t held;
    uint8_t directions;
    /* Each is read twice: on a real machine the lines need a moment to settle. */
    P1 = 0x20;
    directions = P1;
    directions = P1 << 4;
    P1 = 0x10;
    held = P1;
    held = (P1 & 0x0F) | directions;
    P1 = 0x30;
    return (uint8_t)~held;
}

void main(void) {
    uint8_t pressed;
    world_open();
    screen_open();
    IE = 0x01;
    ledger_open();
    for (;;) {
        uint8_t held;
        wait_vblank();
        held = read_buttons();
        screen_draw();
        pressed = ledger_enter(held);
        screen_plan(pressed, pressed ? world_press(pressed) : NO_CELL);
    }
}
