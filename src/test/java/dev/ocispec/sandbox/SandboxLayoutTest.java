package dev.ocispec.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("unit")
class SandboxLayoutTest {
  @Test
  void scratchFoldersAreNamedByTheDigestOfTheirPath() {
    assertThat(SandboxLayout.scratch("build"))
        .isEqualTo("scratch/3SCCPULSYMZAQ35F76TA3A3HYQROJMTNQW7SVJDXX5BNIYJ3WHYA====");
    assertThat(SandboxLayout.scratchName("nix/store"))
        .isEqualTo("SN566XP5HOO2D322W42EA3DZYPDYBMPRUF3TGFIMLXV54WM4CSNQ====");
  }

  @Test
  void inputsLieUnderTheirName() {
    assertThat(SandboxLayout.input("src")).isEqualTo("inputs/src");
  }
}
