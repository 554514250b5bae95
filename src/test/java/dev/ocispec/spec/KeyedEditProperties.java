package dev.ocispec.spec;

import dev.ocispec.DocumentSample;
import dev.ocispec.rule.DocumentKind;
import dev.ocispec.testkit.OciArbitraries;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tag;

/** Keyed edits do the same when they are done twice, and touch nothing but what they name. */
@Tag("property")
class KeyedEditProperties {
  private static final String SEED = "20261125";

  private static final KeyedEdit<Spec, Mount, String> MOUNTS =
      new KeyedEdit<>(
          "mounts",
          Spec::mounts,
          Mount::destination,
          (spec, mount) -> spec.toBuilder().putMount(mount).build(),
          (spec, destination) -> spec.toBuilder().removeMount(destination).build(),
          true);

  private static final KeyedEdit<Linux, LinuxNamespace, LinuxNamespaceType> NAMESPACES =
      new KeyedEdit<>(
          "namespaces",
          Linux::namespaces,
          LinuxNamespace::type,
          (linux, namespace) -> linux.toBuilder().putNamespace(namespace).build(),
          (linux, type) -> linux.toBuilder().removeNamespace(type).build(),
          false);

  private static final KeyedEdit<Linux, LinuxDevice, String> DEVICES =
      new KeyedEdit<>(
          "devices",
          Linux::devices,
          LinuxDevice::path,
          (linux, device) -> linux.toBuilder().putDevice(device).build(),
          (linux, path) -> linux.toBuilder().removeDevice(path).build(),
          false);

  private static final KeyedEdit<ContainerProcess, PosixRlimit, PosixRlimitType> RLIMITS =
      new KeyedEdit<>(
          "rlimits",
          ContainerProcess::rlimits,
          PosixRlimit::type,
          (process, rlimit) -> process.toBuilder().putRlimit(rlimit).build(),
          (process, type) -> process.toBuilder().removeRlimit(type).build(),
          false);

  private static final KeyedEdit<ZOS, ZOSNamespace, ZOSNamespaceType> ZOS_NAMESPACES =
      new KeyedEdit<>(
          "namespaces",
          ZOS::namespaces,
          ZOSNamespace::type,
          (zos, namespace) -> zos.toBuilder().putNamespace(namespace).build(),
          (zos, type) -> zos.toBuilder().removeNamespace(type).build(),
          false);

  private static final KeyedEdit<ContainerProcess, String, String> PROCESS_ENV =
      new KeyedEdit<>(
          "env",
          ContainerProcess::env,
          KeyedEditProperties::name,
          (process, entry) -> process.toBuilder().putEnv(name(entry), value(entry)).build(),
          (process, name) -> process.toBuilder().removeEnv(name).build(),
          false);

  private static final KeyedEdit<Hook, String, String> HOOK_ENV =
      new KeyedEdit<>(
          "env",
          Hook::env,
          KeyedEditProperties::name,
          (hook, entry) -> hook.toBuilder().putEnv(name(entry), value(entry)).build(),
          (hook, name) -> hook.toBuilder().removeEnv(name).build(),
          false);

  @Provide
  Arbitrary<Spec> readSpecs() {
    return OciArbitraries.decorated(DocumentKind.CONFIG)
        .map(json -> (Spec) new DocumentSample(DocumentKind.CONFIG, json).read());
  }

  @Provide
  Arbitrary<Mount> mounts() {
    return OciArbitraries.parts(Mount.class);
  }

  @Provide
  Arbitrary<Linux> linuxes() {
    return OciArbitraries.parts(Linux.class);
  }

  @Provide
  Arbitrary<LinuxNamespace> namespaces() {
    return OciArbitraries.parts(LinuxNamespace.class);
  }

  @Provide
  Arbitrary<LinuxDevice> devices() {
    return OciArbitraries.parts(LinuxDevice.class);
  }

  @Provide
  Arbitrary<ContainerProcess> processes() {
    return OciArbitraries.parts(ContainerProcess.class);
  }

  @Provide
  Arbitrary<PosixRlimit> rlimits() {
    return OciArbitraries.parts(PosixRlimit.class);
  }

  @Provide
  Arbitrary<ZOS> zoses() {
    return OciArbitraries.parts(ZOS.class);
  }

  @Provide
  Arbitrary<ZOSNamespace> zosNamespaces() {
    return OciArbitraries.parts(ZOSNamespace.class);
  }

  @Provide
  Arbitrary<Hook> hooks() {
    return OciArbitraries.parts(Hook.class);
  }

  @Provide
  Arbitrary<String> entries() {
    return Arbitraries.strings().withChars("AB=").ofMaxLength(3).map(text -> "A" + text + "=");
  }

  @Property(seed = SEED)
  void mountsGoByDestinationAndTheLastOneIsMeant(
      @ForAll("readSpecs") Spec spec, @ForAll("mounts") Mount mount, @ForAll int pick) {
    Mount put =
        one(spec.mounts(), pick)
            .map(there -> mount.toBuilder().destination(there.destination()).build())
            .orElse(mount);
    MOUNTS.checkPut(spec, put);
    MOUNTS.checkRemove(spec, put.destination());
    Spec stacked =
        spec.toBuilder()
            .addMount(m -> m.destination(put.destination()).source("first"))
            .addMount(m -> m.destination("/elsewhere"))
            .addMount(m -> m.destination(put.destination()).source("last"))
            .build();
    MOUNTS.checkPut(stacked, put);
    MOUNTS.checkRemove(stacked, put.destination());
  }

  @Property(seed = SEED)
  void namespacesGoByType(
      @ForAll("linuxes") Linux linux, @ForAll("namespaces") LinuxNamespace namespace) {
    NAMESPACES.checkPut(linux, namespace);
    NAMESPACES.checkRemove(linux, namespace.type());
  }

  @Property(seed = SEED)
  void devicesGoByPath(
      @ForAll("linuxes") Linux linux, @ForAll("devices") LinuxDevice device, @ForAll int pick) {
    LinuxDevice put =
        one(linux.devices(), pick)
            .map(there -> device.toBuilder().path(there.path()).build())
            .orElse(device);
    DEVICES.checkPut(linux, put);
    DEVICES.checkRemove(linux, put.path());
  }

  @Property(seed = SEED)
  void rlimitsGoByType(
      @ForAll("processes") ContainerProcess process, @ForAll("rlimits") PosixRlimit rlimit) {
    RLIMITS.checkPut(process, rlimit);
    RLIMITS.checkRemove(process, rlimit.type());
  }

  @Property(seed = SEED)
  void namespacesOfZosGoByType(
      @ForAll("zoses") ZOS zos, @ForAll("zosNamespaces") ZOSNamespace namespace) {
    ZOS_NAMESPACES.checkPut(zos, namespace);
    ZOS_NAMESPACES.checkRemove(zos, namespace.type());
  }

  @Property(seed = SEED)
  void variablesOfTheProcessGoByName(
      @ForAll("processes") ContainerProcess process,
      @ForAll List<@From("entries") String> there,
      @ForAll("entries") String entry) {
    ContainerProcess start = process.toBuilder().env(there).build();
    PROCESS_ENV.checkPut(start, entry);
    PROCESS_ENV.checkRemove(start, name(entry));
    PROCESS_ENV.checkRemove(process, name(entry));
  }

  @Property(seed = SEED)
  void variablesOfAHookGoByName(
      @ForAll("hooks") Hook hook,
      @ForAll List<@From("entries") String> there,
      @ForAll("entries") String entry) {
    Hook start = hook.toBuilder().env(there).build();
    HOOK_ENV.checkPut(start, entry);
    HOOK_ENV.checkRemove(start, name(entry));
  }

  /** One of the elements, or for every third pick none. */
  private static <E> Optional<E> one(List<E> elements, int pick) {
    return elements.isEmpty() || pick % 3 == 0
        ? Optional.empty()
        : Optional.of(elements.get(Math.floorMod(pick, elements.size())));
  }

  private static String name(String entry) {
    int end = entry.indexOf('=');
    return end < 0 ? entry : entry.substring(0, end);
  }

  private static String value(String entry) {
    return entry.substring(entry.indexOf('=') + 1);
  }
}
