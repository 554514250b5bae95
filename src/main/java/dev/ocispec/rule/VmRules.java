package dev.ocispec.rule;

import static dev.ocispec.rule.RuleList.must;
import static dev.ocispec.rule.RuleList.should;
import static dev.ocispec.version.Release.V1_0_2;
import static dev.ocispec.version.Release.V1_3_0;

import java.util.List;

/** Rules about {@code vm}, the virtual machine around a container. */
final class VmRules {
  private static final String HYPERVISOR = "config-vm.md#HypervisorObject";
  private static final String KERNEL = "config-vm.md#KernelObject";
  private static final String IMAGE = "config-vm.md#ImageObject";
  private static final String HARDWARE = "config-vm.md#HwConfigObject";

  private static final String OF_HOST = "The path is the host's, and the runtime may run anywhere.";

  static final List<Rule> LIST =
      List.of(
          must("vm-hypervisor-path-absolute", HYPERVISOR, V1_0_2, absolute("hypervisor", "path"))
              .on(Platform.VM)
              .says("vm.hypervisor.path is absolute.")
              .because(OF_HOST),
          must("vm-kernel-path-absolute", KERNEL, V1_0_2, absolute("kernel", "path"))
              .on(Platform.VM)
              .says("vm.kernel.path is absolute.")
              .because(OF_HOST),
          must("vm-kernel-initrd-absolute", KERNEL, V1_0_2, absolute("kernel", "initrd"))
              .on(Platform.VM)
              .says("vm.kernel.initrd is absolute.")
              .because(OF_HOST),
          must("vm-image-path-absolute", IMAGE, V1_0_2, absolute("image", "path"))
              .on(Platform.VM)
              .says("vm.image.path is absolute.")
              .because(OF_HOST),
          must("vm-iomems-entry", HARDWARE, V1_3_0, VmRules::memory)
              .on(Platform.VM)
              .says("Every entry of vm.hwConfig.iomems has firstMFN and nrMFNs.")
              .because("The released schema judges the first entry only."),
          should("vm-hwconfig-spelling", HARDWARE, V1_0_2, VmRules::spelling)
              .on(Platform.VM)
              .says("The hardware of the virtual machine is called hwConfig.")
              .because("The Go bindings write hwconfig, which is another name to everyone else.")
              .runtimes(
                  "Programs that use the Go bindings read both names, others hwConfig alone."));

  private VmRules() {}

  private static RuleCheck absolute(String object, String member) {
    return (subject, reporter) -> {
      Node path = subject.at("vm", object, member);
      path.asText()
          .filter(text -> !PathForms.isAbsoluteSomewhere(text))
          .ifPresent(
              text ->
                  reporter.report(
                      path, "expected an absolute path, found " + RuleFacts.shown(text)));
    };
  }

  private static void memory(Subject subject, Reporter reporter) {
    for (Node entry : subject.at("vm", "hwConfig", "iomems").elements()) {
      for (String member : List.of("firstMFN", "nrMFNs")) {
        if (entry.get(member).isAbsent()) {
          reporter.report(
              entry.get(member), "expected firstMFN and nrMFNs in each entry, found no " + member);
        }
      }
    }
  }

  private static void spelling(Subject subject, Reporter reporter) {
    Node other = subject.at("vm", "hwconfig");
    if (other.isPresent()) {
      reporter.report(other, "expected \"hwConfig\", found \"hwconfig\"", "rename it to hwConfig");
    }
  }
}
