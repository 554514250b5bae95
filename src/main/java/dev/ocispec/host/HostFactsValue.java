package dev.ocispec.host;

import dev.ocispec.host.internal.Machine;
import dev.ocispec.spec.LinuxNamespaceType;
import java.util.Set;
import org.immutables.value.Value;

/** What Immutables makes {@link HostFacts} of: which members have a default. */
@Value.Immutable(copy = false)
@Value.Style(
    visibility = Value.Style.ImplementationVisibility.PACKAGE,
    overshadowImplementation = true,
    jdkOnly = true,
    typeAbstract = "*Value",
    depluralize = true)
abstract class HostFactsValue implements HostFacts {
  /** The builder that users see, for Immutables to implement. */
  interface Builder extends HostFacts.Builder {}

  @Override
  @Value.Default
  public long uid() {
    return 0;
  }

  @Override
  @Value.Default
  public long gid() {
    return 0;
  }

  @Override
  @Value.Default
  public String userName() {
    return "root";
  }

  @Override
  @Value.Default
  public String architecture() {
    return "x86_64";
  }

  @Override
  @Value.Default
  public Set<String> systems() {
    return Machine.systems(architecture());
  }

  @Override
  @Value.Default
  public Set<LinuxNamespaceType> namespaces() {
    return Machine.NAMESPACES;
  }

  @Override
  @Value.Default
  public TreeFacts trees() {
    return TreeFacts.NONE;
  }

  @Override
  @Value.Default
  public NetworkTools networkTools() {
    return NetworkTools.NONE;
  }

  @Override
  @Value.Default
  public CgroupMode cgroupMode() {
    return CgroupMode.NONE;
  }

  @Override
  @Value.Default
  public Confinement confinement() {
    return Confinement.NONE;
  }
}
