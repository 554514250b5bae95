package dev.ocispec.sandbox;

import static dev.ocispec.sandbox.InvariantAssertion.holds;

import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.PropertyDefaults;
import net.jqwik.api.Tag;
import net.jqwik.api.domains.Domain;

/** What profile standard promises about overlays and root file systems. */
@Tag("property")
@Domain(SandboxDomain.class)
@PropertyDefaults(tries = 300, edgeCases = EdgeCasesMode.NONE)
class OverlayProperties {

  @Property
  void thereIsAWritableOverlayExactlyWhereOneIsAskedFor(@ForAll SandboxCase any) {
    holds(Invariant.OVERLAY_EXACTLY_WHERE_ASKED, any);
  }

  @Property
  void changesGoToAFolderOfTheBundleForEachOverlay(@ForAll SandboxCase any) {
    holds(Invariant.OVERLAY_CHANGES_GO_TO_THE_BUNDLE, any);
  }

  @Property
  void anOverlayShowsWhatTheRequestNames(@ForAll SandboxCase any) {
    holds(Invariant.OVERLAY_SHOWS_WHAT_IS_NAMED, any);
  }

  @Property
  void overlaysHonourNeitherSetIdBitsNorDevices(@ForAll SandboxCase any) {
    holds(Invariant.OVERLAY_WITHOUT_SET_ID_AND_DEVICES, any);
  }

  @Property
  void overlaysUseTheAttributesThatTheirMounterCanSet(@ForAll SandboxCase any) {
    holds(Invariant.OVERLAY_ATTRIBUTES_SUIT_THE_NAMESPACE, any);
  }

  @Property
  void allOfARootFileSystemIsThereAndReadOnlyUnlessAskedFor(@ForAll SandboxCase any) {
    holds(Invariant.ROOT_FILE_SYSTEM_IS_THERE, any);
  }
}
