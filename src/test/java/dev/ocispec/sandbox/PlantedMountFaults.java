package dev.ocispec.sandbox;

import static dev.ocispec.sandbox.PlantedFault.at;
import static dev.ocispec.sandbox.PlantedFault.from;
import static dev.ocispec.sandbox.PlantedFault.of;
import static dev.ocispec.sandbox.PlantedFault.ofMount;
import static dev.ocispec.sandbox.PlantedFault.withoutOption;

import dev.ocispec.spec.Mount;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.function.Predicate;

/** Planted faults in mounts. */
final class PlantedMountFaults {
  private PlantedMountFaults() {}

  static List<PlantedFault> all() {
    List<PlantedFault> faults = new ArrayList<>();
    faults.addAll(mounts());
    faults.addAll(requestMounts());
    return faults;
  }

  private static List<PlantedFault> mounts() {
    return List.of(
        of("a writable root", s -> s.root(r -> r.readonly(false)), Invariant.ROOT_READ_ONLY),
        of("a root elsewhere", s -> s.root(r -> r.path("/")), Invariant.ROOT_READ_ONLY),
        of(
            "the host's /proc",
            s ->
                s.putMount(
                    m ->
                        m.destination("/proc")
                            .type("bind")
                            .source("/proc")
                            .options("rbind", "nosuid", "nodev", "noexec")),
            Invariant.KERNEL_FILE_SYSTEMS_ARE_NEW,
            Invariant.NOTHING_BUT_BUNDLE_AND_NAMED_HOST_PATHS),
        of(
            "the host's home",
            s ->
                s.addMount(
                    m ->
                        m.destination("/home")
                            .type("bind")
                            .source("/home")
                            .options("rbind", "ro", "rro", "nosuid", "nodev")),
            Invariant.NOTHING_BUT_BUNDLE_AND_NAMED_HOST_PATHS),
        of(
            "another build's scratch folder",
            s ->
                s.addMount(
                    m ->
                        m.destination("/other")
                            .type("bind")
                            .source("../other/scratch/x")
                            .options("rbind", "ro", "rro", "nosuid", "nodev")),
            Invariant.NOTHING_BUT_BUNDLE_AND_NAMED_HOST_PATHS),
        of(
            "a writable place nobody asked for",
            s ->
                s.addMount(
                    m ->
                        m.destination("/run")
                            .type("tmpfs")
                            .source("tmpfs")
                            .options("nosuid", "nodev", "noexec")),
            Invariant.ONLY_SCRATCH_TMP_PROC_AND_DEV_WRITABLE),
        of(
            "two mounts at one place",
            s ->
                s.addMount(
                    m ->
                        m.destination("/tmp")
                            .type("tmpfs")
                            .source("tmpfs")
                            .options("nosuid", "nodev", "mode=1777", "size=1073741824")),
            Invariant.DESTINATIONS_UNIQUE),
        new PlantedFault(
            "scratch paths after what lies in them",
            c -> true,
            (c, spec) -> {
              List<Mount> reversed = new ArrayList<>(spec.mounts());
              Collections.reverse(reversed);
              return spec.toBuilder().mounts(reversed).build();
            },
            EnumSet.of(Invariant.MOUNT_BELOW_ANOTHER_COMES_AFTER_IT)),
        ofMount(
            "a destination that climbs",
            at("/dev/mqueue"),
            m -> m.destination("/dev/../mqueue"),
            Invariant.DESTINATIONS_ABSOLUTE_AND_CLEAN,
            Invariant.KERNEL_FILE_SYSTEMS_ARE_NEW,
            Invariant.ONLY_SCRATCH_TMP_PROC_AND_DEV_WRITABLE),
        withoutOption(
            "a /tmp that only root can use",
            at("/tmp"),
            "mode=1777",
            Invariant.TMP_USABLE_AND_LIMITED),
        withoutOption(
            "a /tmp without end", at("/tmp"), "size=1073741824", Invariant.TMP_USABLE_AND_LIMITED),
        ofMount(
                "a group that is not mapped, for terminals",
                at("/dev/pts"),
                m -> m.addOptions("gid=5"),
                Invariant.NO_GID_AND_NO_SYSFS_WHEN_ROOTLESS)
            .where(SandboxCase::rootless),
        withoutOption(
                "a writable /sys",
                at("/sys"),
                "ro",
                Invariant.ONLY_SCRATCH_TMP_PROC_AND_DEV_WRITABLE)
            .where(c -> !c.rootless()),
        withoutOption(
            "writable control groups",
            at("/sys/fs/cgroup"),
            "ro",
            Invariant.ONLY_SCRATCH_TMP_PROC_AND_DEV_WRITABLE));
  }

  private static List<PlantedFault> requestMounts() {
    Predicate<Mount> inputs = from("inputs/");
    Predicate<Mount> scratch = from("scratch/");
    return List.of(
        withoutOption(
            "writable inputs",
            inputs,
            "ro",
            Invariant.INPUTS_READ_ONLY_NOSUID_NODEV,
            Invariant.ONLY_SCRATCH_TMP_PROC_AND_DEV_WRITABLE,
            Invariant.READ_ONLY_IS_RECURSIVE_WHERE_KNOWN,
            Invariant.LOCKED_FLAGS_ARE_KEPT),
        withoutOption(
            "set-id programs among the inputs",
            inputs,
            "nosuid",
            Invariant.INPUTS_READ_ONLY_NOSUID_NODEV),
        withoutOption(
            "devices among the inputs", inputs, "nodev", Invariant.INPUTS_READ_ONLY_NOSUID_NODEV),
        withoutOption(
            "writable below inputs", inputs, "rro", Invariant.READ_ONLY_IS_RECURSIVE_WHERE_KNOWN),
        withoutOption(
            "a locked flag dropped",
            at("/nix/store/src"),
            "noexec",
            Invariant.LOCKED_FLAGS_ARE_KEPT),
        withoutOption(
            "set-id programs in scratch paths",
            scratch,
            "nosuid",
            Invariant.SCRATCH_WITHOUT_SET_ID_AND_DEVICES),
        withoutOption(
            "devices in scratch paths",
            scratch,
            "nodev",
            Invariant.SCRATCH_WITHOUT_SET_ID_AND_DEVICES),
        ofMount(
            "one folder for all scratch paths",
            at("/build"),
            m -> m.source("scratch/" + SandboxLayout.scratchName("nix/store")),
            Invariant.SCRATCH_WRITABLE_FROM_THE_BUNDLE),
        withoutOption(
            "a writable host path",
            at("/opt/tools"),
            "ro",
            Invariant.HOST_PATHS_READ_ONLY,
            Invariant.ONLY_SCRATCH_TMP_PROC_AND_DEV_WRITABLE,
            Invariant.READ_ONLY_IS_RECURSIVE_WHERE_KNOWN),
        withoutOption(
            "devices in a host path",
            at("/opt/tools"),
            "nodev",
            Invariant.HOST_PATHS_WITHOUT_SET_ID_AND_DEVICES),
        ofMount(
            "a device that can't be opened",
            at("/dev/kvm"),
            m -> m.addOptions("nodev"),
            Invariant.HOST_PATHS_WITHOUT_SET_ID_AND_DEVICES),
        ofMount(
            "an option twice",
            at("/opt/tools"),
            m -> m.addOptions("ro"),
            Invariant.MOUNT_OPTIONS_UNIQUE),
        of("no shell", s -> s.removeMount("/bin/sh"), Invariant.SHELL_EXACTLY_WHEN_ASKED),
        of(
                "the resolver without network",
                s ->
                    s.addMount(
                        m ->
                            m.destination("/etc/resolv.conf")
                                .type("bind")
                                .source("/etc/resolv.conf")
                                .options("rbind", "ro", "rro", "nosuid", "nodev")),
                Invariant.RESOLVER_EXACTLY_WITH_NETWORK,
                Invariant.NOTHING_BUT_BUNDLE_AND_NAMED_HOST_PATHS)
            .where(c -> !c.network() && !NetworkInvariants.isPrivate(c)),
        of(
                "no resolver with network",
                s -> s.removeMount("/etc/hosts"),
                Invariant.RESOLVER_EXACTLY_WITH_NETWORK)
            .where(SandboxCase::network));
  }
}
