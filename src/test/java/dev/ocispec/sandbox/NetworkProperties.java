package dev.ocispec.sandbox;

import static dev.ocispec.sandbox.InvariantAssertion.holds;

import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.PropertyDefaults;
import net.jqwik.api.Tag;
import net.jqwik.api.domains.Domain;

/** What profile standard promises about private networks. */
@Tag("property")
@Domain(SandboxDomain.class)
@PropertyDefaults(tries = 300, edgeCases = EdgeCasesMode.NONE)
class NetworkProperties {

  @Property
  void thereIsAPrivateNetworkExactlyWhereItIsAskedForOrPromised(@ForAll SandboxCase any) {
    holds(Invariant.PRIVATE_NETWORK_EXACTLY_WHERE_DUE, any);
  }

  @Property
  void aPrivateNetworkIsANewOne(@ForAll SandboxCase any) {
    holds(Invariant.PRIVATE_NETWORK_IS_NEW, any);
  }

  @Property
  void namesAreResolvedByTheNetworksOwnResolver(@ForAll SandboxCase any) {
    holds(Invariant.PRIVATE_NETWORK_HAS_ITS_OWN_RESOLVER, any);
  }

  @Property
  void whereNamesAreResolvedCannotBeChanged(@ForAll SandboxCase any) {
    holds(Invariant.PRIVATE_RESOLVER_CANNOT_BE_CHANGED, any);
  }
}
