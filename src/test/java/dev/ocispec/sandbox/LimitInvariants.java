package dev.ocispec.sandbox;

import dev.ocispec.request.BuildLimits;
import dev.ocispec.spec.Mount;
import dev.ocispec.spec.PosixRlimit;
import dev.ocispec.spec.PosixRlimitType;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.BiFunction;

/** Promises about how much a build may use. */
final class LimitInvariants {
  private static final String SHARED_MEMORY = "/dev/shm";

  private LimitInvariants() {}

  /** Worked out one by one: a request that names a lower limit has it. */
  static SandboxLimits allowed(SandboxCase c) {
    SandboxLimits limits = c.sandbox().limits();
    BuildLimits asked = c.request().constraints().limits();
    limits = lower(limits, limits.memory(), asked.memory(), SandboxLimits::withMemory);
    limits = lower(limits, of(limits.processes()), asked.processes(), SandboxLimits::withProcesses);
    limits = lower(limits, limits.cpuMillis(), asked.cpuMillis(), SandboxLimits::withCpuMillis);
    limits = lower(limits, of(limits.openFiles()), asked.openFiles(), SandboxLimits::withOpenFiles);
    limits =
        lower(
            limits,
            of(limits.temporarySpace()),
            asked.temporarySpace(),
            SandboxLimits::withTemporarySpace);
    limits =
        lower(
            limits,
            of(limits.sharedMemory()),
            asked.sharedMemory(),
            SandboxLimits::withSharedMemory);
    limits = lower(limits, limits.disk(), asked.disk(), SandboxLimits::withDisk);
    limits = lower(limits, limits.diskFiles(), asked.diskFiles(), SandboxLimits::withDiskFiles);
    limits =
        lower(limits, limits.outputBytes(), asked.outputBytes(), SandboxLimits::withOutputBytes);
    return lower(limits, limits.logBytes(), asked.logBytes(), SandboxLimits::withLogBytes);
  }

  private static OptionalLong of(long limit) {
    return OptionalLong.of(limit);
  }

  private static SandboxLimits lower(
      SandboxLimits limits,
      OptionalLong own,
      OptionalLong asked,
      BiFunction<SandboxLimits, Long, SandboxLimits> set) {
    return asked.isPresent() && (own.isEmpty() || asked.getAsLong() < own.getAsLong())
        ? set.apply(limits, asked.getAsLong())
        : limits;
  }

  /** Whether a mount of the kernel's may hold programs: only where the sandbox was told so. */
  static boolean mayRun(SandboxCase c, Mount mount) {
    return mount.destination().equals(SHARED_MEMORY) && c.sandbox().limits().sharedMemoryExec();
  }

  static List<String> sharedMemory(SandboxCase c) {
    List<String> options = c.mountAt(SHARED_MEMORY).map(Mount::options).orElse(List.of());
    List<String> sizes = options.stream().filter(option -> option.startsWith("size=")).toList();
    long wanted = c.isStandard() ? c.limits().sharedMemory() : 64L << 20;
    String size = wanted % 1024 == 0 ? wanted / 1024 + "k" : Long.toString(wanted);
    return sizes.equals(List.of("size=" + size))
        ? List.of()
        : List.of(SHARED_MEMORY + ": " + options);
  }

  static List<String> sharedMemoryRuns(SandboxCase c) {
    List<String> options = c.mountAt(SHARED_MEMORY).map(Mount::options).orElse(List.of());
    boolean runs = c.isStandard() && c.sandbox().limits().sharedMemoryExec();
    return options.contains("noexec") != runs ? List.of() : List.of(SHARED_MEMORY + ": " + options);
  }

  /** As many as are allowed, by the host too, and no more than are safe to begin with. */
  static List<String> openFiles(SandboxCase c) {
    List<String> found = new ArrayList<>();
    long wanted = c.limits().openFiles();
    long hard = Math.min(wanted, c.host().openFiles().orElse(wanted));
    List<PosixRlimit> limits =
        c.process().rlimits().stream()
            .filter(limit -> limit.type().equals(PosixRlimitType.RLIMIT_NOFILE))
            .toList();
    if (limits.size() != 1 || Long.parseLong(limits.get(0).hard().toString()) != hard) {
      found.add("expected " + hard + " open files, found " + limits);
    }
    return found;
  }

  static List<String> openFilesAtFirst(SandboxCase c) {
    return c.process().rlimits().stream()
        .filter(limit -> limit.type().equals(PosixRlimitType.RLIMIT_NOFILE))
        .filter(
            limit ->
                Long.parseLong(limit.soft().toString())
                    != Math.min(1024, Long.parseLong(limit.hard().toString())))
        .map(limit -> "a process starts with " + limit.soft() + " open files")
        .toList();
  }

  /** The plan hands on what only its runner can hold. */
  static List<String> plan(SandboxCase c) {
    SandboxLimits planned = c.sandbox().plan(c.request(), c.host()).limits();
    return planned.equals(c.limits()) ? List.of() : List.of("planned: " + planned);
  }
}
