#ifndef EARMARK_CPNG_SHIM_H
#define EARMARK_CPNG_SHIM_H

#include <errno.h>
#include <png.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

/* libpng reports errors by longjmp, which must not cross Swift frames. Its simplified interface
   catches them inside and leaves a message, so only that is used. It writes to a file that is open
   already: given a name, it would remove whatever has that name when it fails. */

/* Writes pixels of one byte (grey) or three (red, green, blue) to a descriptor, and closes it.
   Returns 1, or 0 and what the system or libpng says. */
static inline int em_png_write(int descriptor, unsigned int width, unsigned int height,
                               int bytes_per_pixel, const unsigned char *pixels,
                               char message[64]) {
  png_image image;
  memset(&image, 0, sizeof image);
  image.version = PNG_IMAGE_VERSION;
  image.width = width;
  image.height = height;
  image.format = bytes_per_pixel == 1 ? PNG_FORMAT_GRAY : PNG_FORMAT_RGB;
  FILE *file = fdopen(descriptor, "wb");
  int written = 0;
  int code = errno;
  if (file == NULL) {
    close(descriptor);
  } else {
    errno = 0;
    written = png_image_write_to_stdio(&image, file, 0, pixels, 0, NULL);
    code = errno;
    if (fclose(file) != 0 && written) {
      written = 0;
      code = errno;
    }
  }
  if (!written) {
    strncpy(message, code != 0 ? strerror(code) : image.message, 63);
    message[63] = 0;
  }
  png_image_free(&image);
  return written;
}

/* The bytes of a PNG file of up to 256 colors, one byte a pixel, packed fast. Takes the room there
   is; returns how many bytes it is, or 0 where that is too little or libpng fails. */
static inline size_t em_png_encode(unsigned int width, unsigned int height,
                                   const unsigned char *pixels, const unsigned char *colors,
                                   unsigned int color_count, unsigned char *memory, size_t room) {
  png_image image;
  memset(&image, 0, sizeof image);
  image.version = PNG_IMAGE_VERSION;
  image.width = width;
  image.height = height;
  image.format = PNG_FORMAT_RGB_COLORMAP;
  image.colormap_entries = color_count;
  image.flags = PNG_IMAGE_FLAG_FAST;
  png_alloc_size_t size = room;
  int written = png_image_write_to_memory(&image, memory, &size, 0, pixels, 0, colors);
  png_image_free(&image);
  return written ? size : 0;
}

#endif
