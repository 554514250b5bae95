package dev.ocispec.service;

import org.immutables.value.Value;

/** What Immutables makes {@link BuildUsage} of. */
@Value.Immutable
@Value.Style(
    visibility = Value.Style.ImplementationVisibility.PACKAGE,
    overshadowImplementation = true,
    jdkOnly = true,
    typeAbstract = "*Value")
abstract class BuildUsageValue implements BuildUsage {}
