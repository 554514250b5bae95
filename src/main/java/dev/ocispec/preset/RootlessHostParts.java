package dev.ocispec.preset;

import dev.ocispec.report.JsonPointer;
import dev.ocispec.spec.Hook;
import dev.ocispec.spec.Hooks;
import dev.ocispec.spec.Linux;
import dev.ocispec.spec.LinuxNamespaceType;
import dev.ocispec.spec.RootfsPropagation;
import dev.ocispec.spec.Spec;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/** What reaches out of the container to something of the host that only root may change. */
final class RootlessHostParts {
  /** The kernel shows the program of a process to its owner only. */
  private static final Pattern PROGRAM_OF_A_PROCESS = Pattern.compile("/proc/[0-9]+/.*");

  /** Asks crun to mount a hierarchy of control groups of version 1. */
  private static final String FORCE_CGROUP_V1 = "run.oci.systemd.force_cgroup_v1";

  private final RootlessChanges changes;

  RootlessHostParts(RootlessChanges changes) {
    this.changes = changes;
  }

  Spec apply(Spec spec) {
    Spec.Builder builder = spec.toBuilder();
    if (!RootlessNamespaces.areNew(spec, LinuxNamespaceType.UTS)) {
      if (spec.hostname().isPresent()) {
        changes.add("/hostname", nameOfTheHost());
        builder.clearHostname();
      }
      if (spec.domainname().isPresent()) {
        changes.add("/domainname", nameOfTheHost());
        builder.clearDomainname();
      }
    }
    if (spec.annotations().containsKey(FORCE_CGROUP_V1)) {
      changes.add(
          JsonPointer.parse("/annotations").append(FORCE_CGROUP_V1),
          "left out: only root may mount a hierarchy of control groups, which it asks crun for");
      builder.removeAnnotation(FORCE_CGROUP_V1);
    }
    builder.linux(linux(spec.linux().orElseThrow()));
    spec.hooks().ifPresent(hooks -> hooks(hooks, builder));
    return builder.build();
  }

  private static String nameOfTheHost() {
    return "left out: without a UTS namespace of its own the container would rename the host";
  }

  private Linux linux(Linux linux) {
    Linux.Builder builder = linux.toBuilder();
    if (linux.intelRdt().isPresent()) {
      changes.add(
          "/linux/intelRdt",
          "left out: only root may write to resctrl, so cache and memory bandwidth are not"
              + " limited");
      builder.clearIntelRdt();
    }
    if (!linux.netDevices().isEmpty()) {
      changes.add("/linux/netDevices", "left out: only root may move the host's network devices");
      builder.clearNetDevices();
    }
    if (linux.rootfsPropagation().filter(RootlessHostParts::isUnbindable).isPresent()) {
      changes.add(
          "/linux/rootfsPropagation",
          "replaced by private: an ordinary user's runtime could not bind what is unbindable;"
              + " mounts propagate neither way all the same");
      builder.rootfsPropagation(RootfsPropagation.PRIVATE);
    }
    return builder.build();
  }

  /** The specification does not list the recursive value, but runtimes know it. */
  private static boolean isUnbindable(RootfsPropagation propagation) {
    return propagation.equals(RootfsPropagation.UNBINDABLE)
        || propagation.toString().equals("runbindable");
  }

  private void hooks(Hooks hooks, Spec.Builder builder) {
    Hooks.Builder kept = hooks.toBuilder();
    keep("prestart", hooks.prestart(), kept::prestart);
    keep("createRuntime", hooks.createRuntime(), kept::createRuntime);
    keep("createContainer", hooks.createContainer(), kept::createContainer);
    keep("startContainer", hooks.startContainer(), kept::startContainer);
    keep("poststart", hooks.poststart(), kept::poststart);
    keep("poststop", hooks.poststop(), kept::poststop);
    builder.hooks(kept.build());
  }

  private void keep(String name, List<Hook> hooks, Consumer<List<Hook>> changed) {
    List<Hook> kept = new ArrayList<>();
    for (int i = 0; i < hooks.size(); i++) {
      Hook hook = hooks.get(i);
      if (PROGRAM_OF_A_PROCESS.matcher(hook.path()).matches()) {
        changes.add(
            JsonPointer.parse("/hooks").append(name).append(i),
            "left out: "
                + hook.path()
                + " is the program of a process, which only that process's user may run so");
      } else {
        kept.add(hook);
      }
    }
    if (kept.size() != hooks.size()) {
      changed.accept(kept);
    }
  }
}
