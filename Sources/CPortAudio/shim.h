#ifndef EARMARK_CPORTAUDIO_SHIM_H
#define EARMARK_CPORTAUDIO_SHIM_H

#include <errno.h>
#include <fcntl.h>
#include <portaudio.h>
#ifdef __linux__
#include <pa_linux_alsa.h>
#endif
#include <time.h>
#include <unistd.h>

/* Swift imports no macro that is a cast. */
static const PaDeviceIndex em_no_device = paNoDevice;
static const PaSampleFormat em_float32 = paFloat32;
static const PaStreamCallbackFlags em_output_underflow = paOutputUnderflow;
static const PaStreamCallbackFlags em_input_overflow = paInputOverflow;

/* Seconds since some moment, never set back. Here because a callback without locks may call only
   what says that it takes none; reading this clock enters no kernel on the systems we know. */
static inline double em_now(void) __attribute__((swift_attr("@_noLocks")))
__attribute__((swift_attr("@_noAllocation")));
static inline double em_now(void) {
  struct timespec now;
  clock_gettime(CLOCK_MONOTONIC, &now);
  return (double)now.tv_sec + (double)now.tv_nsec * 1e-9;
}

/* Into how many parts streams that are opened from now on cut their latency; a device asks for one
   part at a time. Elsewhere than with ALSA the system chooses. */
static inline void em_set_periods(int count) {
#ifdef __linux__
  PaAlsa_SetNumPeriods(count);
#else
  (void)count;
#endif
}

/* Points standard error at nothing and returns what it was, -1 where that failed. Here because
   fcntl is variadic. */
static inline int em_silence_errors(void) {
  int before = fcntl(STDERR_FILENO, F_DUPFD_CLOEXEC, 3);
  int nothing = open("/dev/null", O_WRONLY | O_CLOEXEC);
  if (before >= 0 && nothing >= 0) dup2(nothing, STDERR_FILENO);
  if (nothing >= 0) close(nothing);
  return before;
}

/* Gives standard error back. */
static inline void em_restore_errors(int before) {
  if (before < 0) return;
  dup2(before, STDERR_FILENO);
  close(before);
}

#endif
