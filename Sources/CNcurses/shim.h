/* What Swift needs of ncursesw and can't import by itself. Each helper says why it is here.

   Swift makes a copy of these functions in every object file that calls one. The variables they
   share are weak, so that there is one of each in a program; and they have initial values, because
   Swift leaves out definitions without. */
#pragma once

/* cchar_t and wget_wch without _XOPEN_SOURCE, with which system headers would declare types unlike
   those in other modules, such as Foundation's. */
#define NCURSES_WIDECHAR 1
/* Functions instead of macros, so that they are imported. */
#define NCURSES_NOMACROS 1
#define EM_SHARED __attribute__((weak))

#include <errno.h>
#include <fcntl.h>
#include <langinfo.h>
#include <locale.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/wait.h>
#include <termios.h>
#include <unistd.h>
#include <wchar.h>
#ifdef __linux__
#include <pty.h> /* openpty, for the tests; Swift's Glibc module leaves it out */
#include <sys/epoll.h>
#else
#include <util.h>
#endif

#include <curses.h>
#include <term.h>

/* Only declared for X/Open programs. */
extern int wcwidth(wchar_t);

/* Swift 6 refuses global C variables as shared mutable state. */
static inline WINDOW *em_stdscr(void) { return stdscr; }
static inline WINDOW *em_curscr(void) { return curscr; }
static inline int em_lines(void) { return LINES; }
static inline int em_columns(void) { return COLS; }
static inline int em_color_pairs(void) { return COLOR_PAIRS; }
static inline TERMINAL *em_cur_term(void) { return cur_term; }

/* Arrays of unknown length are not imported. */
static inline const char *em_boolname(int i) { return boolnames[i]; }
static inline const char *em_numname(int i) { return numnames[i]; }
static inline const char *em_strname(int i) { return strnames[i]; }

/* The parameter is `char *` though nothing is written to it. */
static inline int em_setupterm(const char *term, int output, int *error) {
  return setupterm((char *)term, output, error);
}
static inline const char *em_tigetstr(const char *name) { return tigetstr((char *)name); }
static inline int em_tigetnum(const char *name) { return tigetnum((char *)name); }
static inline int em_tigetflag(const char *name) { return tigetflag((char *)name); }
static inline SCREEN *em_newterm(const char *term, FILE *output, FILE *input) {
  return newterm((char *)term, output, input);
}

/* The A_ constants are macros with casts, which are not imported. */
static inline attr_t em_attributes(int bold, int underline, int reverse) {
  return (bold ? A_BOLD : 0) | (underline ? A_UNDERLINE : 0) | (reverse ? A_REVERSE : 0);
}

/* Pairs above 255 only fit through the last parameter, an `int *` typed `void *`. */
static inline int em_setcell(cchar_t *cell, const wchar_t *text, attr_t attributes, int pair) {
  return setcchar(cell, text, attributes, 0, &pair);
}

/* `errno` is a macro for a function call. */
static inline int em_errno(void) { return errno; }

/* `ioctl` is variadic. */
static inline int em_window_size(int fd, int *high, int *wide) {
  struct winsize size;
  if (ioctl(fd, TIOCGWINSZ, &size) != 0) return -1;
  *high = size.ws_row;
  *wide = size.ws_col;
  return 0;
}
/* The same in pixels, 0 where the terminal does not tell. */
static inline int em_window_pixels(int fd, int *high, int *wide) {
  struct winsize size;
  if (ioctl(fd, TIOCGWINSZ, &size) != 0) return -1;
  *high = size.ws_ypixel;
  *wide = size.ws_xpixel;
  return 0;
}
static inline int em_set_window_size(int fd, int high, int wide) {
  struct winsize size = {.ws_row = (unsigned short)high, .ws_col = (unsigned short)wide};
  return ioctl(fd, TIOCSWINSZ, &size);
}

/* `fcntl` is variadic. */
static inline int em_close_on_exec(int fd) { return fcntl(fd, F_SETFD, FD_CLOEXEC); }
static inline int em_no_waiting(int fd) { return fcntl(fd, F_SETFL, fcntl(fd, F_GETFL) | O_NONBLOCK); }

/* `open` is variadic. */
static inline int em_open_log(const char *path) { return open(path, O_RDWR | O_CREAT | O_APPEND, 0600); }
/* A file without a name, as a descriptor. */
static inline int em_open_temporary(void) {
  FILE *file = tmpfile();
  if (!file) return -1;
  int fd = dup(fileno(file));
  fclose(file);
  return fd;
}

/* One descriptor that is readable when either of two is, or -1: epoll has no portable name. */
static inline int em_either(int first, int second) {
#ifdef __linux__
  int set = epoll_create1(EPOLL_CLOEXEC);
  struct epoll_event one = {.events = EPOLLIN, .data = {.fd = first}};
  struct epoll_event two = {.events = EPOLLIN, .data = {.fd = second}};
  if (set < 0) return -1;
  if (epoll_ctl(set, EPOLL_CTL_ADD, first, &one) == 0 &&
      epoll_ctl(set, EPOLL_CTL_ADD, second, &two) == 0)
    return set;
  close(set);
#endif
  return -1;
}

/* POSIX_SPAWN_SETSID is only declared for GNU programs. */
static inline short em_spawn_flags(void) {
  return POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK |
#ifdef __linux__
         0x80;
#else
         POSIX_SPAWN_SETSID;
#endif
}

/* ---- Signals that are noted and handled by the loop. In C because a handler may run at any
   instruction, where Swift's runtime must not be entered. */
enum { EM_ENDED = 1, EM_STOP = 2, EM_CONTINUED = 4, EM_RESIZED = 8 };
enum { EM_WATCHED = 6 };
static const int em_watched[EM_WATCHED] = {SIGINT, SIGTERM, SIGHUP, SIGTSTP, SIGCONT, SIGWINCH};
EM_SHARED struct sigaction em_before_watch[EM_WATCHED] = {0};
EM_SHARED struct sigaction em_curses_winch = {0};
EM_SHARED int em_noted = 0;
EM_SHARED int em_last_ending = 0;
EM_SHARED int em_wake_fd = -1;

static void em_note_signal(int sig) {
  int saved = errno;
  int bit = sig == SIGTSTP ? EM_STOP : sig == SIGCONT ? EM_CONTINUED : sig == SIGWINCH ? EM_RESIZED : EM_ENDED;
  if (bit == EM_ENDED) __atomic_store_n(&em_last_ending, sig, __ATOMIC_SEQ_CST);
  __atomic_fetch_or(&em_noted, bit, __ATOMIC_SEQ_CST);
  if (sig == SIGWINCH && em_curses_winch.sa_handler != SIG_DFL && em_curses_winch.sa_handler != SIG_IGN)
    em_curses_winch.sa_handler(sig);
  if (em_wake_fd >= 0) (void)!write(em_wake_fd, "", 1);
  errno = saved;
}
static inline void em_install_note(int sig) {
  struct sigaction action;
  memset(&action, 0, sizeof action);
  action.sa_handler = em_note_signal;
  action.sa_flags = SA_RESTART;
  sigaction(sig, &action, NULL);
}
/* Before newterm, which installs handlers of its own. That for SIGTSTP is ours from the start: ncurses
   then leaves the signal alone, which it would otherwise ignore, and so lose, during every update. */
static inline void em_remember_signals(int wake_fd) {
  em_wake_fd = wake_fd;
  em_noted = em_last_ending = 0;
  for (int i = 0; i < EM_WATCHED; i++) {
    sigaction(em_watched[i], NULL, &em_before_watch[i]);
    if (em_watched[i] == SIGTSTP && em_before_watch[i].sa_handler != SIG_IGN) em_install_note(SIGTSTP);
  }
}
static inline void em_watch_signals(void) {
  sigaction(SIGWINCH, NULL, &em_curses_winch);
  for (int i = 0; i < EM_WATCHED; i++)
    if (em_before_watch[i].sa_handler != SIG_IGN || em_watched[i] == SIGWINCH) em_install_note(em_watched[i]);
}
static inline void em_unwatch_signals(void) {
  for (int i = 0; i < EM_WATCHED; i++) sigaction(em_watched[i], &em_before_watch[i], NULL);
  em_wake_fd = -1;
}
static inline int em_take_signals(void) { return __atomic_exchange_n(&em_noted, 0, __ATOMIC_SEQ_CST); }
/* The last signal that asked for the end, or 0. */
static inline int em_ending_signal(void) { return __atomic_load_n(&em_last_ending, __ATOMIC_SEQ_CST); }
/* Stops the process as Ctrl-Z would have; returns when it is continued, at once if nobody could.
   Meanwhile SIGCONT is not handled, so that another thread can't note it after the return. */
static inline void em_stop_process(void) {
  sigset_t stop, before;
  sigemptyset(&stop);
  sigaddset(&stop, SIGTSTP);
  signal(SIGTSTP, SIG_DFL);
  signal(SIGCONT, SIG_DFL);
  /* The threads of Dispatch, which may run the main actor, block signals. */
  pthread_sigmask(SIG_UNBLOCK, &stop, &before);
  raise(SIGTSTP);
  pthread_sigmask(SIG_SETMASK, &before, NULL);
  em_install_note(SIGCONT);
  em_install_note(SIGTSTP);
}

/* ---- Signals that end the process at once: only what is safe in a handler, hence C. */
enum { EM_FATAL = 7, EM_ALTERNATE_STACK = 65536 };
static const int em_fatal[EM_FATAL] = {SIGSEGV, SIGILL, SIGTRAP, SIGABRT, SIGBUS, SIGFPE, SIGQUIT};
EM_SHARED struct sigaction em_before_guard[EM_FATAL] = {0};
EM_SHARED char em_restore_bytes[256] = {0};
EM_SHARED size_t em_restore_count = 0;
EM_SHARED struct termios em_restore_modes = {0};
EM_SHARED int em_guarded_fd = -1;
EM_SHARED int em_log_fd = -1;
EM_SHARED int em_log_target_fd = -1;
EM_SHARED off_t em_log_start = 0;
EM_SHARED char em_alternate_stack[EM_ALTERNATE_STACK] = {0};

static void em_crash(int sig) {
  char block[1024];
  ssize_t count;
  if (em_guarded_fd >= 0) {
    (void)!write(em_guarded_fd, em_restore_bytes, em_restore_count);
    tcsetattr(em_guarded_fd, TCSANOW, &em_restore_modes);
    em_guarded_fd = -1;
  }
  if (em_log_fd >= 0) {
    lseek(em_log_fd, em_log_start, SEEK_SET);
    while ((count = read(em_log_fd, block, sizeof block)) > 0)
      (void)!write(em_log_target_fd, block, (size_t)count);
    dup2(em_log_target_fd, 2);
    em_log_fd = -1;
  }
  /* SA_RESETHAND brought the default back: what Swift's runtime would do, a debugger's prompt, has
     no place after the terminal was given back. */
  raise(sig);
}
static inline void em_guard(int fd, const struct termios *modes, const char *bytes, size_t count) {
  em_restore_count = count < sizeof em_restore_bytes ? count : sizeof em_restore_bytes;
  memcpy(em_restore_bytes, bytes, em_restore_count);
  em_restore_modes = *modes;
  em_guarded_fd = fd;
  stack_t stack;
  memset(&stack, 0, sizeof stack);
  stack.ss_sp = em_alternate_stack;
  stack.ss_size = sizeof em_alternate_stack;
  sigaltstack(&stack, NULL);
  for (int i = 0; i < EM_FATAL; i++) {
    struct sigaction action;
    memset(&action, 0, sizeof action);
    action.sa_handler = em_crash;
    action.sa_flags = SA_RESETHAND | SA_ONSTACK;
    sigaction(em_fatal[i], &action, &em_before_guard[i]);
  }
}
static inline void em_guard_log(int log_fd, int target_fd, off_t start) {
  em_log_start = start;
  em_log_target_fd = target_fd;
  em_log_fd = log_fd;
}
static inline void em_unguard(void) {
  em_guarded_fd = em_log_fd = -1;
  for (int i = 0; i < EM_FATAL; i++) sigaction(em_fatal[i], &em_before_guard[i], NULL);
}
