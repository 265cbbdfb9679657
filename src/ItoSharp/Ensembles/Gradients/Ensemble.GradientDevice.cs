namespace ItoSharp;

public sealed partial class Ensemble<T>
{
    /// <summary>The kernel of a gradient that a device takes; null where the lanes of the CPU do, as the options say.</summary>
    private string? KernelOfGradient(
        EnsembleOptions options,
        EnsembleGradientOptions gradients,
        GradientTarget[] differenced,
        RunPlan<T> run
    )
    {
        if (options.Device is not { } device || device == EnsembleDevice.Cpu)
        {
            return null;
        }

        if (_program is AdaptiveProgram<T>)
        {
            throw new NotSupportedException(
                $"the program {run.Run.Program} chooses its steps by tolerance, which devices do not: take its gradient without {device.Name}, or declare fixed steps"
            );
        }

        if (_program is ReversibleProgram<T> && gradients.Memory is null)
        {
            throw new NotSupportedException(
                $"the program {run.Run.Program} goes back by undoing its steps, which devices do not: give EnsembleGradientOptions.Memory, within which {device.Name} keeps states instead, or take the gradient without the device"
            );
        }

        if (differenced.Length > 0)
        {
            string names = string.Join(", ", differenced.Select(target => target.Name).Distinct());
            throw new NotSupportedException(
                $"the gradient of {names} is taken by differences of runs, which {device.Name} does not: name others in EnsembleGradientOptions.Observables, or take it without the device"
            );
        }

        return (_program as EnsembleAdjoint<T>)?.GradientKernel
            ?? throw new NotSupportedException(
                $"the program {run.Run.Program} is written by hand and has no kernel for gradients on {device.Name}: override GradientKernel, or take them without a device"
            );
    }
}
