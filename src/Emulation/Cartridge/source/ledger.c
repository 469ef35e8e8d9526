#include "ledger.h"

volatile struct ledger __at(0xC100) ledger;

static uint8_t previous;

void ledger_open(void) {
    ledger.count = 0;
    ledger.frame = 0;
    ledger.capacity = LEDGER_CAPACITY;
    ledger.reserved = 0;
    ledger.hash = 0x811C9DC5UL;
    previous = 0;
    /* Last, so that whoever finds the magic word finds a ledger that is in use. */
    ledger.magic[0] = 'R';
    ledger.magic[1] = 'E';
    ledger.magic[2] = 'I';
    ledger.magic[3] = 'N';
}

/* h * 0x01000193 by shifts: the build has no run-time library to multiply with. */
static uint32_t times_fnv_prime(uint32_t h) {
    uint32_t sum = h;
    sum += h << 1;
    sum += h << 4;
    sum += h << 7;
    sum += h << 8;
    sum += h << 24;
    return sum;
}

uint8_t ledger_enter(uint8_t held) {
    uint8_t pressed = held & (uint8_t)~previous;
    previous = held;
    ledger.frame = ledger.frame + 1;
    if (pressed) {
        uint32_t count = ledger.count;
        uint8_t slot = (uint8_t)count;
        ledger.buttons[slot] = pressed;
        ledger.frames[slot] = ledger.frame;
        ledger.hash = times_fnv_prime(ledger.hash ^ pressed);
        ledger.count = count + 1;
    }
    return pressed;
}
