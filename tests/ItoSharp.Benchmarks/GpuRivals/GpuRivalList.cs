namespace ItoSharp.Benchmarks.GpuRivals;

/// <summary>Who else computes the cases on this machine.</summary>
internal static class GpuRivalList
{
    /// <summary>Those that are here.</summary>
    /// <param name="device">The device; where it is not CUDA's, the scripts run on processors.</param>
    /// <param name="skip">Told the name of every one that is not, and why.</param>
    public static List<IGpuRival> Find(EnsembleDevice device, Action<string, string> skip)
    {
        List<IGpuRival> found = [];
        if (HandKernelRival.On(device, out string noHand) is { } hand)
        {
            found.Add(hand);
        }
        else
        {
            skip("hand-written", noHand);
        }

        string place = device is ItoSharp.Gpu.GpuDevice { Backend: ItoSharp.Gpu.GpuBackend.Cuda } ? "cuda" : "cpu";
        string suffix = place == "cuda" ? "" : "-on-cpu";
        void Scripts(string script, string modules, params (string Name, string Form)[] forms)
        {
            (string, string)[] named = [.. forms.Select(form => (form.Name + suffix, form.Form))];
            found.AddRange(PythonRival.Start(script, modules, place, named, out string reason));
            if (reason.Length > 0)
            {
                skip(string.Join(", ", forms.Select(form => form.Name)), reason);
            }
        }

        Scripts("torch_rival.py", "torch", ("torch-eager", "eager"), ("torch-compiled", "compiled"));
        Scripts("jax_rival.py", "jax", ("diffrax", "diffrax"), ("jax-scan", "scan"));
        return found;
    }
}
