// A conformance of a public type to a public protocol needs both imports to be public.
public import ArgumentParser
public import NumericKernels

extension CovarianceDivisor: ExpressibleByArgument {}
extension FrechetConvention: ExpressibleByArgument {}
