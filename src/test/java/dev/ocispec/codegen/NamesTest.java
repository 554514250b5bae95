package dev.ocispec.codegen;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("unit")
class NamesTest {
  @ParameterizedTest
  @CsvSource({
    "Mount, MOUNT",
    "LinuxIdMapping, LINUX_ID_MAPPING",
    "FreeBSDDevice, FREEBSD_DEVICE",
    "FreeBSD, FREEBSD",
    "IOPriorityClass, IO_PRIORITY_CLASS",
    "LinuxBlockIO, LINUX_BLOCK_IO",
    "VM, VM",
    "VMImageFormat, VM_IMAGE_FORMAT",
    "VMHWConfig, VM_HW_CONFIG",
    "VMIOMem, VM_IO_MEM",
    "WindowsCPUGroupAffinity, WINDOWS_CPU_GROUP_AFFINITY",
    "WindowsHyperV, WINDOWS_HYPER_V",
    "ZOSNamespaceType, ZOS_NAMESPACE_TYPE",
  })
  void theConstantOfATableIsSplitAtWords(String type, String constant) {
    assertThat(Names.tableConstant(type)).isEqualTo(constant);
  }

  @ParameterizedTest
  @CsvSource({
    "config-schema.json, ConfigSchemas",
    "config-linux-resources.json, ConfigLinuxResourcesSchemas",
    "defs.json, DefsSchemas",
  })
  void theClassOfTablesIsNamedAfterItsFile(String file, String name) {
    assertThat(Names.tables(file)).isEqualTo(name);
  }
}
