/// How tr √(S1 S2) is computed.
///
/// All agree to rounding where both covariances have full rank and ordinary size. They part where a covariance is singular,
/// which it is whenever there are no more samples than features, and where features are small.
public enum FrechetConvention: String, Sendable, Hashable, CaseIterable {
  /// In double precision, without loss in singular covariances.
  case exact
  /// The real part of `scipy.linalg.sqrtm(S1 S2)` (StyleGAN-V, audioldm_eval, the challenge's FAD): each eigenvalue that
  /// should be 0 adds the root of its rounding error, some 1e-8 to 1e-6 of the trace in all.
  case scipy
  /// TF-GAN: symmetric roots through singular values in double precision; a singular value below 1e-10 stands for its own
  /// root, so covariances of small features are counted wrongly.
  case tfgan
  /// VideoGPT, MM-Diffusion, SAVGBench: TF-GAN's rule with everything in single precision.
  case videogpt
}
