/* The Game Boy registers that the demo cartridge uses. Names as in the Pan Docs (https://gbdev.io/pandocs). */
#ifndef HARDWARE_H
#define HARDWARE_H

#include <stdint.h>

volatile uint8_t __at(0xFF00) P1;
volatile uint8_t __at(0xFF40) LCDC;
volatile uint8_t __at(0xFF42) SCY;
volatile uint8_t __at(0xFF43) SCX;
volatile uint8_t __at(0xFF44) LY;
volatile uint8_t __at(0xFF47) BGP;
volatile uint8_t __at(0xFF48) OBP0;
volatile uint8_t __at(0xFF49) OBP1;
volatile uint8_t __at(0xFF4F) VBK;
volatile uint8_t __at(0xFF68) BCPS;
volatile uint8_t __at(0xFF69) BCPD;
volatile uint8_t __at(0xFF6A) OCPS;
volatile uint8_t __at(0xFF6B) OCPD;
volatile uint8_t __at(0xFFFF) IE;

volatile uint8_t __at(0x8000) TILES[4096];
volatile uint8_t __at(0x9800) MAP[1024];
volatile uint8_t __at(0xFE00) OAM[160];

#define A_BUTTON 0x01
#define B_BUTTON 0x02
#define SELECT_BUTTON 0x04
#define START_BUTTON 0x08
#define RIGHT_BUTTON 0x10
#define LEFT_BUTTON 0x20
#define UP_BUTTON 0x40
#define DOWN_BUTTON 0x80

/* In crt0.s. */
extern uint8_t boot_model;
extern const uint8_t *copy_from;
extern uint8_t *copy_to;
extern uint8_t copy_count;
void wait_vblank(void);
void copy_bytes(void);

#endif
