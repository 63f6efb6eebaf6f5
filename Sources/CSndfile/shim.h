#ifndef EARMARK_CSNDFILE_SHIM_H
#define EARMARK_CSNDFILE_SHIM_H

#include <errno.h>
#include <sndfile.h>
#include <stdio.h>
#include <unistd.h>

#if defined(__linux__)
#include <sys/syscall.h>

/* unistd.h has them only for GNU sources. */
int syncfs(int descriptor);
long syscall(long number, ...);
#endif

/* Brings everything written to the file system of an open folder to the disk, many files in one go;
   1 where the system can't, so that each file has to be brought there by itself. */
static inline int em_synchronize(int descriptor) {
#if defined(__linux__)
  return syncfs(descriptor);
#else
  (void)descriptor;
  return 1;
#endif
}

/* Renames a file of an open folder unless the new name is taken (EEXIST); 0 if it did. Other file
   systems say ENOSYS, EINVAL or ENOTSUP. */
static inline int em_rename_exclusively(int folder, const char *from, const char *to) {
#if defined(__linux__) && defined(SYS_renameat2)
  return (int)syscall(SYS_renameat2, folder, from, folder, to, 1u);
#elif defined(__APPLE__)
  return renameatx_np(folder, from, folder, to, RENAME_EXCL);
#else
  (void)folder, (void)from, (void)to;
  errno = ENOSYS;
  return -1;
#endif
}

#endif
