package dev.ocispec.sandbox;

import static dev.ocispec.sandbox.PlantedFault.at;
import static dev.ocispec.sandbox.PlantedFault.of;
import static dev.ocispec.sandbox.PlantedFault.ofMount;
import static dev.ocispec.sandbox.PlantedFault.withoutOption;

import dev.ocispec.host.HostFacts;
import dev.ocispec.spec.Mount;
import dev.ocispec.spec.PosixRlimitType;
import java.util.List;
import java.util.function.Predicate;

/** Planted faults in the first process. */
final class PlantedFirstProcessFaults {
  private PlantedFirstProcessFaults() {}

  static List<PlantedFault> all() {
    Predicate<Mount> program = at("/.ocispec");
    return List.of(
        withoutOption(
            "a first process that the build can change",
            program,
            "ro",
            Invariant.FIRST_PROCESS_CANNOT_BE_CHANGED,
            Invariant.ONLY_SCRATCH_TMP_PROC_AND_DEV_WRITABLE,
            Invariant.READ_ONLY_IS_RECURSIVE_WHERE_KNOWN),
        withoutOption(
            "set-id programs beside the first process",
            program,
            "nosuid",
            Invariant.FIRST_PROCESS_CANNOT_BE_CHANGED),
        ofMount(
            "a first process that can't be run",
            program,
            m -> m.addOptions("noexec"),
            Invariant.FIRST_PROCESS_CANNOT_BE_CHANGED),
        ofMount(
            "a first process for another processor",
            program,
            m -> m.source("init/aarch64"),
            Invariant.FIRST_PROCESS_EXACTLY_WHERE_THERE_IS_ONE,
            Invariant.FIRST_PROCESS_HAS_ITS_PLACE_ALONE,
            Invariant.NOTHING_BUT_BUNDLE_AND_NAMED_HOST_PATHS),
        of(
            "something of the request in front of the channel of the first process",
            s ->
                s.addMount(
                    m ->
                        m.destination("/.ocispec/end")
                            .type("bind")
                            .source("inputs/src")
                            .options("rbind", "ro", "rro", "nosuid", "nodev", "noexec")),
            Invariant.FIRST_PROCESS_HAS_ITS_PLACE_ALONE),
        of(
                "a command that is the first process itself",
                s -> s.process(p -> p.args("/bin/sh", "-c", "true")),
                Invariant.FIRST_PROCESS_EXACTLY_WHERE_THERE_IS_ONE)
            .where(c -> !countsByUser(c)),
        of(
                "another command below the first process",
                s -> s.process(p -> p.args("/.ocispec/init", "--", "/bin/sh", "-c", "false")),
                Invariant.PROCESS_IS_THE_REQUESTS)
            .where(c -> !countsByUser(c)),
        withoutOption(
            "a shell that the build can change",
            at("/bin/sh"),
            "ro",
            Invariant.SHELL_EXACTLY_WHEN_ASKED,
            Invariant.ONLY_SCRATCH_TMP_PROC_AND_DEV_WRITABLE,
            Invariant.READ_ONLY_IS_RECURSIVE_WHERE_KNOWN),
        ofMount(
            "a shell with commands of its own where there is one without",
            at("/bin/sh"),
            m -> m.source("/bin/busybox"),
            Invariant.SHELL_EXACTLY_WHEN_ASKED,
            Invariant.NOTHING_BUT_BUNDLE_AND_NAMED_HOST_PATHS),
        of(
                "a first process that limits nothing",
                s -> s.process(p -> p.args("/.ocispec/init", "--", "/bin/sh", "-c", "true")),
                Invariant.PROCESSES_LIMITED_BY_AN_OWN_USER)
            .where(PlantedFirstProcessFaults::countsByUser),
        of(
                "a limit that the runtime sets before there is a first process",
                s ->
                    s.process(
                        p ->
                            p.addRlimit(
                                r -> r.type(PosixRlimitType.RLIMIT_NPROC).soft(512).hard(512))),
                Invariant.PROCESSES_LIMITED_BY_AN_OWN_USER)
            .where(PlantedFirstProcessFaults::countsByUser));
  }

  private static boolean countsByUser(SandboxCase c) {
    HostFacts host = c.host();
    return c.rootless() && !host.cgroupControllers().contains("pids");
  }
}
