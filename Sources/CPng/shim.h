#ifndef EARMARK_CPNG_SHIM_H
#define EARMARK_CPNG_SHIM_H

#include <png.h>
#include <string.h>

/* libpng reports errors by longjmp, which must not cross Swift frames. Its simplified interface
   catches them inside and leaves a message, so only that is used. */

/* Writes `width` x `height` pixels of three bytes to a file. Returns 1, or 0 and a message. */
static inline int em_png_write_rgb(const char *path, unsigned int width, unsigned int height,
                                   const unsigned char *pixels, char message[64]) {
  png_image image;
  memset(&image, 0, sizeof image);
  image.version = PNG_IMAGE_VERSION;
  image.width = width;
  image.height = height;
  image.format = PNG_FORMAT_RGB;
  int written = png_image_write_to_file(&image, path, 0, pixels, 0, NULL);
  memcpy(message, image.message, sizeof image.message);
  png_image_free(&image);
  return written;
}

#endif
