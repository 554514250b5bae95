package dev.ocispec.bundle.internal;

/** The system calls that our programs make, with their numbers. */
enum SystemCall {
  READ(0, 63),
  WRITE(1, 64),
  CLOSE(3, 57),
  RT_SIGACTION(13, 134),
  RT_SIGPROCMASK(14, 135),
  IOCTL(16, 29),
  SOCKET(41, 198),
  CONNECT(42, 203),
  CLONE(56, 220),
  EXECVE(59, 221),
  WAIT4(61, 260),
  KILL(62, 129),
  FCNTL(72, 25),
  GETRUSAGE(98, 165),
  SETSID(112, 157),
  RT_SIGTIMEDWAIT(128, 137),
  PRCTL(157, 167),
  EXIT_GROUP(231, 94),
  OPENAT(257, 56),
  MKNODAT(259, 33),
  FCHMODAT(268, 53),
  FACCESSAT(269, 48),
  PPOLL(271, 73),
  DUP3(292, 24),
  PIPE2(293, 59),
  PRLIMIT64(302, 261);

  private final int x86;
  private final int generic;

  SystemCall(int x86, int generic) {
    this.x86 = x86;
    this.generic = generic;
  }

  /** The number on x86-64. */
  int x86() {
    return x86;
  }

  /** The number in the kernel's common table, which newer processors have. */
  int generic() {
    return generic;
  }
}
