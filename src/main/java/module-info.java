/**
 * The OCI runtime specification for Java: typed documents, strict JSON, validation, sandboxes and
 * runtimes.
 */
module dev.ocispec {
  requires static org.immutables.value.annotations;
  requires static transitive org.jspecify;
  requires transitive tools.jackson.databind;
  requires com.networknt.schema;
  requires org.apache.commons.codec;
  requires org.slf4j;
  requires tools.jackson.core;

  exports dev.ocispec.attestation;
  exports dev.ocispec.bundle;
  exports dev.ocispec.features;
  exports dev.ocispec.host;
  exports dev.ocispec.json;
  exports dev.ocispec.preset;
  exports dev.ocispec.report;
  exports dev.ocispec.request;
  exports dev.ocispec.runtime;
  exports dev.ocispec.sandbox;
  exports dev.ocispec.service;
  exports dev.ocispec.spec;
  exports dev.ocispec.state;
  exports dev.ocispec.validation;
  exports dev.ocispec.version;
}
