package dev.ocispec.sandbox;

import static dev.ocispec.sandbox.PlantedFault.at;
import static dev.ocispec.sandbox.PlantedFault.of;
import static dev.ocispec.sandbox.PlantedFault.ofLinux;

import dev.ocispec.spec.PosixRlimit;
import dev.ocispec.spec.PosixRlimitType;
import dev.ocispec.spec.Spec;
import java.util.ArrayList;
import java.util.List;

/** Planted faults in how much a build may use. */
final class PlantedLimitFaults {
  private PlantedLimitFaults() {}

  static List<PlantedFault> all() {
    return List.of(
        PlantedFault.withoutOption(
            "a /dev/shm of any size",
            at("/dev/shm"),
            "size=65536k",
            Invariant.SHARED_MEMORY_LIMITED),
        PlantedFault.ofMount(
            "a /dev/shm of twice its size",
            at("/dev/shm"),
            mount -> mount.addOptions("size=134217728"),
            Invariant.SHARED_MEMORY_LIMITED),
        PlantedFault.withoutOption(
            "programs run in /dev/shm unasked",
            at("/dev/shm"),
            "noexec",
            Invariant.SHARED_MEMORY_RUNS_ONLY_WHEN_ASKED,
            Invariant.KERNEL_FILE_SYSTEMS_RUN_NOTHING),
        of(
            "no end of open files",
            spec -> openFiles(spec, 1024, 1L << 30),
            Invariant.OPEN_FILES_LIMITED),
        of(
            "half of the open files",
            spec -> openFiles(spec, 1024, 262_144),
            Invariant.OPEN_FILES_LIMITED),
        of(
            "more open files at first than select can take",
            spec -> openFiles(spec, 524_288, 524_288),
            Invariant.OPEN_FILES_SAFE_AT_FIRST),
        ofLinux(
            "one process more than is allowed",
            linux -> linux.resources(r -> r.pids(p -> p.limit(513))),
            Invariant.LIMITS_WHERE_THEY_CAN_BE_SET),
        ofLinux(
            "a page of memory more than is allowed",
            linux -> linux.resources(r -> r.memory(m -> m.limit((1L << 31) + 4096))),
            Invariant.LIMITS_WHERE_THEY_CAN_BE_SET),
        ofLinux(
            "processor time in slices of another length",
            linux -> linux.resources(r -> r.cpu(cpu -> cpu.period(50_000))),
            Invariant.LIMITS_WHERE_THEY_CAN_BE_SET));
  }

  private static void openFiles(Spec.Builder spec, long soft, long hard) {
    spec.process(
        process -> {
          List<PosixRlimit> others = new ArrayList<>();
          process.build().rlimits().stream()
              .filter(limit -> !limit.type().equals(PosixRlimitType.RLIMIT_NOFILE))
              .forEach(others::add);
          others.add(
              PosixRlimit.builder()
                  .type(PosixRlimitType.RLIMIT_NOFILE)
                  .soft(soft)
                  .hard(hard)
                  .build());
          process.rlimits(others);
        });
  }
}
