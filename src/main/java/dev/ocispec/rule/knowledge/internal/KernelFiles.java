package dev.ocispec.rule.knowledge.internal;

import static dev.ocispec.rule.Weight.ISOLATION;
import static dev.ocispec.rule.Weight.NOTABLE;
import static dev.ocispec.rule.Weight.PLAIN;

import dev.ocispec.rule.Weight;
import java.util.List;
import java.util.Optional;

/** Files of {@code /proc} and {@code /sys} that container engines hide or make read-only. */
public final class KernelFiles {
  /**
   * Such a file or folder.
   *
   * @param path where it is in the container
   * @param weight how much it counts when it is open
   * @param opens what it shows, or lets root write
   */
  public record Meaning(String path, Weight weight, String opens) {}

  private static final List<Meaning> HIDDEN =
      List.of(
          new Meaning("/proc/kcore", ISOLATION, "the host's memory, for those with CAP_SYS_RAWIO"),
          new Meaning("/proc/scsi", ISOLATION, "the host's SCSI devices, which root can remove"),
          new Meaning("/proc/acpi", NOTABLE, "the host's power and hardware settings"),
          new Meaning("/proc/keys", NOTABLE, "the names of keys in the kernel's keyrings"),
          new Meaning("/proc/timer_list", NOTABLE, "timers of the host's processes"),
          new Meaning("/proc/sched_debug", NOTABLE, "the host's processes and their scheduling"),
          new Meaning("/sys/firmware", NOTABLE, "the host's firmware tables and variables"),
          new Meaning(
              "/sys/devices/virtual/powercap",
              NOTABLE,
              "power readings for root, from which secrets of other processes can be guessed"),
          new Meaning("/proc/latency_stats", PLAIN, "where the host's kernel waits"),
          new Meaning("/proc/timer_stats", PLAIN, "which of the host's processes set timers"),
          new Meaning("/proc/asound", PLAIN, "the host's sound devices"),
          new Meaning("/proc/interrupts", PLAIN, "interrupt counts, which betray input"));

  private static final List<Meaning> READ_ONLY =
      List.of(
          new Meaning(
              "/proc/sys",
              ISOLATION,
              "kernel settings, core_pattern among them, which names a program that the host runs"
                  + " as root"),
          new Meaning("/proc/sysrq-trigger", ISOLATION, "commands that reboot or crash the host"),
          new Meaning("/proc/irq", NOTABLE, "which processor handles which interrupt"),
          new Meaning("/proc/bus", NOTABLE, "configuration of the host's PCI devices"),
          new Meaning("/proc/fs", NOTABLE, "settings of the host's file systems"));

  private KernelFiles() {}

  /** How much it counts that such a file is open to that container. */
  public static Weight weightIn(ContainerView container, Meaning meaning) {
    boolean forRoot = meaning.path.equals("/sys/devices/virtual/powercap");
    boolean reached =
        !(forRoot || meaning.weight == ISOLATION)
            || container.isHostRoot()
                && (!meaning.path.equals("/proc/kcore") || container.holdsOnHost("CAP_SYS_RAWIO"));
    return reached ? meaning.weight : meaning.weight == ISOLATION ? NOTABLE : PLAIN;
  }

  /** What engines hide, the weightiest first. */
  public static List<Meaning> hidden() {
    return HIDDEN;
  }

  /** What engines make read-only, the weightiest first. */
  public static List<Meaning> readOnly() {
    return READ_ONLY;
  }

  /** What is known of a path that is hidden, or in or above one. */
  public static Optional<Meaning> hidden(String path) {
    return find(HIDDEN, path);
  }

  /** What is known of a path that is read-only, or in or above one. */
  public static Optional<Meaning> readOnly(String path) {
    return find(READ_ONLY, path);
  }

  private static Optional<Meaning> find(List<Meaning> known, String path) {
    String plain = HostPathMeaning.normal(path);
    return known.stream().filter(m -> HostPathMeaning.isWithin(plain, m.path)).findFirst();
  }

  /** Those of {@code known} that no path of {@code covered} covers. */
  public static List<Meaning> open(List<Meaning> known, List<String> covered) {
    List<String> plain = covered.stream().map(HostPathMeaning::normal).toList();
    return known.stream()
        .filter(m -> plain.stream().noneMatch(path -> HostPathMeaning.isWithin(m.path, path)))
        .toList();
  }
}
