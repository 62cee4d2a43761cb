/// The environment every model starts with, before the spec's own variables and the `GENLOCK_*` ones.
public enum SandboxEnvironment {
  /// `PATH`, `HOME`, `TMPDIR`, the cache folders of the common libraries (all beneath the writable `/scratch`), UTC and
  /// a UTF-8 locale. Nothing of the host's own environment is in it.
  public static let base: [String: String] = [
    "PATH": "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin",
    "HOME": "/scratch",
    "TMPDIR": "/scratch/tmp",
    "LANG": "C.UTF-8",
    "TZ": "UTC",
    "XDG_CACHE_HOME": "/scratch/.cache",
    "XDG_CONFIG_HOME": "/scratch/.config",
    "XDG_DATA_HOME": "/scratch/.local/share",
    "XDG_RUNTIME_DIR": "/scratch/.run",
    "HF_HOME": "/scratch/.cache/huggingface",
    "TORCH_HOME": "/scratch/.cache/torch",
    "TORCHINDUCTOR_CACHE_DIR": "/scratch/.cache/torchinductor",
    "TRITON_CACHE_DIR": "/scratch/.cache/triton",
    "NUMBA_CACHE_DIR": "/scratch/.cache/numba",
    "MPLCONFIGDIR": "/scratch/.cache/matplotlib",
  ]
}
