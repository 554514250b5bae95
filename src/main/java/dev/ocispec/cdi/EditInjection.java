package dev.ocispec.cdi;

import dev.ocispec.cdispec.CdiHook;
import dev.ocispec.cdispec.CdiIntelRdt;
import dev.ocispec.cdispec.CdiMount;
import dev.ocispec.cdispec.ContainerEdits;
import dev.ocispec.spec.ContainerProcess;
import dev.ocispec.spec.Hook;
import dev.ocispec.spec.JsonValue;
import dev.ocispec.spec.Linux;
import dev.ocispec.spec.LinuxIntelRdt;
import dev.ocispec.spec.Mount;
import dev.ocispec.spec.Spec;
import java.util.List;
import java.util.Optional;

/** Makes changes in a configuration, kind after kind, in the order in which engines make them. */
final class EditInjection {
  private final Spec original;
  private final DeviceNodeFacts nodes;

  EditInjection(Spec original, HostDeviceLookup host) {
    this.original = original;
    this.nodes = new DeviceNodeFacts(host, original.process().flatMap(ContainerProcess::user));
  }

  Spec with(ContainerEdits edits) {
    Spec.Builder spec = original.toBuilder();
    List<Long> groups = edits.additionalGids().stream().filter(group -> group != 0).toList();
    if (!edits.env().isEmpty() || !groups.isEmpty()) {
      if (original.process().isEmpty()) {
        throw new CdiInjectionException(
            "process",
            "expected one that gets the variables and groups of the device, found none; set"
                + " process first");
      }
      spec.process(process -> process(process, edits.env(), groups));
    }
    if (!edits.deviceNodes().isEmpty()
        || !edits.netDevices().isEmpty()
        || edits.intelRdt().isPresent()) {
      spec.linux(linux -> linux(linux, edits));
    }
    if (!edits.mounts().isEmpty()) {
      mounts(spec, edits.mounts());
    }
    if (!edits.hooks().isEmpty()) {
      spec.hooks(
          hooks ->
              edits
                  .hooks()
                  .forEach(
                      hook ->
                          HookKind.of(hook.hookName())
                              .ifPresent(kind -> kind.add(hooks, hook(hook)))));
    }
    return spec.build();
  }

  private void process(ContainerProcess.Builder process, List<String> env, List<Long> groups) {
    for (String variable : env) {
      int equals = variable.indexOf('=');
      process.putEnv(variable.substring(0, equals), variable.substring(equals + 1));
    }
    List<Long> present =
        original
            .process()
            .flatMap(ContainerProcess::user)
            .map(user -> user.additionalGids())
            .orElse(List.of());
    groups.stream()
        .distinct()
        .filter(group -> !present.contains(group))
        .forEach(group -> process.user(user -> user.addAdditionalGids(group)));
  }

  private void linux(Linux.Builder linux, ContainerEdits edits) {
    edits.deviceNodes().forEach(node -> nodes.add(node, linux));
    edits
        .netDevices()
        .forEach(
            device ->
                linux.putNetDevice(device.hostInterfaceName(), moved -> moved.name(device.name())));
    edits.intelRdt().ifPresent(rdt -> linux.intelRdt(intelRdt(rdt)));
  }

  private static LinuxIntelRdt intelRdt(CdiIntelRdt rdt) {
    LinuxIntelRdt.Builder result = LinuxIntelRdt.builder().schemata(rdt.schemata());
    rdt.closID().ifPresent(result::closID);
    rdt.l3CacheSchema().ifPresent(result::l3CacheSchema);
    rdt.memBwSchema().ifPresent(result::memBwSchema);
    rdt.enableMonitoring().ifPresent(result::enableMonitoring);
    for (String name : ReleaseNeeds.DROPPED) {
      Optional<JsonValue> value = rdt.residue().member(name);
      value.ifPresent(present -> result.set("/" + name, present));
    }
    return result.build();
  }

  /**
   * New mounts take the place of those at their destination; then all stand below their parents.
   */
  private void mounts(Spec.Builder spec, List<CdiMount> mounts) {
    for (CdiMount mount : mounts) {
      spec.removeMount(mount.containerPath());
      spec.addMount(
          added -> {
            added
                .destination(mount.containerPath())
                .source(mount.hostPath())
                .options(mount.options());
            mount.type().filter(type -> !type.isEmpty()).ifPresent(added::type);
          });
    }
    List<Mount> sorted = spec.build().mounts().stream().sorted(MountOrder.PARENTS_FIRST).toList();
    spec.mounts(sorted);
  }

  private static Hook hook(CdiHook hook) {
    Hook.Builder result = Hook.builder().path(hook.path()).args(hook.args()).env(hook.env());
    hook.timeout().ifPresent(result::timeout);
    return result.build();
  }
}
