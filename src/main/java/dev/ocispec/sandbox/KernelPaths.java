package dev.ocispec.sandbox;

import java.util.List;

/** Paths of the kernel's file systems that a build can't see, or can't write to. */
final class KernelPaths {
  /** Hidden by profile {@code tvix}. */
  static final List<String> TVIX_MASKED =
      List.of(
          "/proc/kcore",
          "/proc/latency_stats",
          "/proc/timer_list",
          "/proc/timer_stats",
          "/proc/sched_debug",
          "/sys/firmware");

  /** Read-only in profile {@code tvix}. */
  static final List<String> TVIX_READ_ONLY =
      List.of(
          "/proc/asound", "/proc/bus", "/proc/fs", "/proc/irq", "/proc/sys", "/proc/sysrq-trigger");

  /** Hidden by profile {@code standard}: all that current container engines hide. */
  static final List<String> STANDARD_MASKED =
      List.of(
          "/proc/acpi",
          "/proc/asound",
          "/proc/interrupts",
          "/proc/kcore",
          "/proc/keys",
          "/proc/latency_stats",
          "/proc/sched_debug",
          "/proc/scsi",
          "/proc/timer_list",
          "/proc/timer_stats",
          "/sys/devices/virtual/powercap",
          "/sys/firmware");

  /** Read-only in profile {@code standard}. */
  static final List<String> STANDARD_READ_ONLY =
      List.of("/proc/bus", "/proc/fs", "/proc/irq", "/proc/sys", "/proc/sysrq-trigger");

  private KernelPaths() {}
}
