package dev.ocispec.bundle.internal;

/** The registers of a program, each of which a processor's code has one of its own for. */
enum Register {
  /** The first argument of a system call. */
  A0,
  /** The second argument. */
  A1,
  /** The third argument. */
  A2,
  /** The fourth argument. */
  A3,
  /** The fifth argument. */
  A4,
  /** What a system call returns: a negative error number when it fails. */
  RESULT,
  /** For intermediate values; lost in a system call. */
  T0,
  /** For intermediate values; lost in a system call. */
  T1,
  /** Where the program's variables begin; kept. */
  FRAME,
  /** The command's arguments; kept. */
  ARGUMENTS,
  /** The environment; kept. */
  ENVIRONMENT,
  /** A descriptor; kept. */
  CHANNEL,
  /** A process; kept. */
  CHILD
}
