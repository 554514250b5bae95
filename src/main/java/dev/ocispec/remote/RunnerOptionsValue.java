package dev.ocispec.remote;

import dev.ocispec.host.HostFacts;
import dev.ocispec.runtime.OciRuntime;
import dev.ocispec.sandbox.Sandbox;
import dev.ocispec.service.VisibleHost;
import java.net.URI;
import org.immutables.value.Value;

/** What {@link RunnerOptions} were given; Immutables makes both of this. */
@Value.Immutable(copy = false)
@Value.Style(
    visibility = Value.Style.ImplementationVisibility.PACKAGE,
    overshadowImplementation = true,
    jdkOnly = true,
    typeAbstract = "*Value")
abstract class RunnerOptionsValue {
  /** The options that users see, for Immutables to implement. */
  interface Builder extends RunnerOptions {}

  @Value.Default
  URI builds() {
    return URI.create("oci:///var/tmp/ocispec-runner-" + HostFacts.detect().uid());
  }

  @Value.Default
  OciRuntime runtime() {
    return OciRuntime.findAny();
  }

  @Value.Default
  Sandbox sandbox() {
    return Sandbox.standard();
  }

  @Value.Default
  VisibleHost view() {
    return VisibleHost.SYSTEM;
  }

  @Value.Default
  boolean networkAccess() {
    return false;
  }

  @Value.Default
  boolean attest() {
    return true;
  }
}
