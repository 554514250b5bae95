package dev.ocispec.spec;

import dev.ocispec.testkit.OciArbitraries;
import java.util.function.BiFunction;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tag;

/** To edit an element is to put the element amended, whatever list and however many of one key. */
@Tag("property")
class KeyedAmendmentProperties {
  private static final String SEED = "20261126";

  private static final KeyedAmendment<Spec, Mount, String> MOUNTS =
      new KeyedAmendment<>(
          Spec::mounts,
          Mount::destination,
          (spec, mount) -> spec.toBuilder().putMount(mount).build(),
          (spec, key) -> spec.toBuilder().editMount(key, m -> m.addOptions("nosuid")).build(),
          mount -> mount.toBuilder().addOptions("nosuid").build());

  private static final KeyedAmendment<Linux, LinuxNamespace, LinuxNamespaceType> NAMESPACES =
      new KeyedAmendment<>(
          Linux::namespaces,
          LinuxNamespace::type,
          (linux, namespace) -> linux.toBuilder().putNamespace(namespace).build(),
          (linux, key) -> linux.toBuilder().editNamespace(key, n -> n.path("/p")).build(),
          namespace -> namespace.toBuilder().path("/p").build());

  private static final KeyedAmendment<Linux, LinuxDevice, String> DEVICES =
      new KeyedAmendment<>(
          Linux::devices,
          LinuxDevice::path,
          (linux, device) -> linux.toBuilder().putDevice(device).build(),
          (linux, key) -> linux.toBuilder().editDevice(key, d -> d.fileMode(0666L)).build(),
          device -> device.toBuilder().fileMode(0666L).build());

  private static final KeyedAmendment<ContainerProcess, PosixRlimit, PosixRlimitType> RLIMITS =
      new KeyedAmendment<>(
          ContainerProcess::rlimits,
          PosixRlimit::type,
          (process, rlimit) -> process.toBuilder().putRlimit(rlimit).build(),
          (process, key) -> process.toBuilder().editRlimit(key, r -> r.soft(7)).build(),
          rlimit -> rlimit.toBuilder().soft(7).build());

  private static final KeyedAmendment<ZOS, ZOSNamespace, ZOSNamespaceType> ZOS_NAMESPACES =
      new KeyedAmendment<>(
          ZOS::namespaces,
          ZOSNamespace::type,
          (zos, namespace) -> zos.toBuilder().putNamespace(namespace).build(),
          (zos, key) -> zos.toBuilder().editNamespace(key, n -> n.path("/p")).build(),
          namespace -> namespace.toBuilder().path("/p").build());

  @Provide
  Arbitrary<Spec> specs() {
    return repeated(
        OciArbitraries.parts(Mount.class),
        (spec, mount) -> spec.toBuilder().addMount(mount).build(),
        OciArbitraries.specs());
  }

  @Provide
  Arbitrary<Linux> linuxes() {
    return repeated(
        OciArbitraries.parts(LinuxDevice.class),
        (linux, device) -> linux.toBuilder().addDevice(device).build(),
        repeated(
            OciArbitraries.parts(LinuxNamespace.class),
            (linux, namespace) -> linux.toBuilder().addNamespace(namespace).build(),
            OciArbitraries.parts(Linux.class)));
  }

  @Provide
  Arbitrary<ContainerProcess> processes() {
    return repeated(
        OciArbitraries.parts(PosixRlimit.class),
        (process, rlimit) -> process.toBuilder().addRlimit(rlimit).build(),
        OciArbitraries.parts(ContainerProcess.class));
  }

  @Provide
  Arbitrary<ZOS> zoses() {
    return repeated(
        OciArbitraries.parts(ZOSNamespace.class),
        (zos, namespace) -> zos.toBuilder().addNamespace(namespace).build(),
        OciArbitraries.parts(ZOS.class));
  }

  /** Values with one more element, at times twice. */
  private static <T, E> Arbitrary<T> repeated(
      Arbitrary<E> elements, BiFunction<T, E, T> add, Arbitrary<T> values) {
    return values.flatMap(
        value ->
            elements.flatMap(
                element ->
                    Arbitraries.of(
                        value,
                        add.apply(value, element),
                        add.apply(add.apply(value, element), element))));
  }

  @Property(seed = SEED)
  void ofMountsTheLastIsAmended(@ForAll("specs") Spec spec) {
    MOUNTS.check(spec);
  }

  @Property(seed = SEED)
  void aNamespaceOrDeviceIsAmended(@ForAll("linuxes") Linux linux) {
    NAMESPACES.check(linux);
    DEVICES.check(linux);
  }

  @Property(seed = SEED)
  void anRlimitIsAmended(@ForAll("processes") ContainerProcess process) {
    RLIMITS.check(process);
  }

  @Property(seed = SEED)
  void aNamespaceOfZosIsAmended(@ForAll("zoses") ZOS zos) {
    ZOS_NAMESPACES.check(zos);
  }
}
