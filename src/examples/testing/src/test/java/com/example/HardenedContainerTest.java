package com.example;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ocispec.runtime.RunResult;
import dev.ocispec.spec.Spec;
import dev.ocispec.testkit.ContainerExtension;
import dev.ocispec.testkit.TestContainer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A hardened configuration in a real runtime; skipped where there is none. */
@ExtendWith(ContainerExtension.class)
class HardenedContainerTest {
  @Test
  void starts(TestContainer box) {
    assertEquals("hi", box.run("echo", "hi").stdoutText().strip());
  }

  @Test
  void nothingCanBeWrittenToItsRoot(TestContainer box) {
    assertEquals(0, box.run("touch", "/file").exitCode());

    box.edit(HardenedContainerTest::harden);
    RunResult result = box.run("touch", "/other");

    assertEquals(1, result.exitCode());
    assertTrue(result.stderrText().contains("Read-only file system"), result.stderrText());
  }

  @Test
  void itHasNoCapabilities(TestContainer box) {
    box.edit(HardenedContainerTest::harden);

    String status = box.run("cat", "/proc/self/status").stdoutText();

    assertTrue(status.contains("CapEff:\t0000000000000000"), status);
    assertTrue(status.contains("NoNewPrivs:\t1"), status);
  }

  private static void harden(Spec.Builder builder) {
    Spec hardened = Hardening.of(builder.build());
    hardened.root().ifPresent(builder::root);
    hardened.process().ifPresent(builder::process);
  }
}
