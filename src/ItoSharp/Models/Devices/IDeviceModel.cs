namespace ItoSharp;

/// <summary>
/// A model that is evaluated in a device's memory: a user's own kernels or framework (<see cref="DeviceFunctionModel{T}"/>), or an oracle
/// of ours (<see cref="GaussianMixtureModel{T}"/>, <see cref="EmpiricalModel{T}"/>).
/// </summary>
/// <typeparam name="T">float or double.</typeparam>
public interface IDeviceModel<T> : IModel<T>
    where T : unmanaged
{
    /// <summary>Puts what the model needs into a device's memory.</summary>
    /// <param name="queue">The queue of a run.</param>
    /// <param name="mostRows">The rows that a query has at most.</param>
    IDeviceEvaluation<T> Open(DeviceQueue queue, int mostRows);
}

/// <summary>A model in a device's memory, for one run; disposing frees that memory.</summary>
/// <typeparam name="T">float or double.</typeparam>
public interface IDeviceEvaluation<T> : IDisposable
    where T : unmanaged
{
    /// <summary>Writes the prediction of every row, by work that is put into the query's queue; it need not wait for it.</summary>
    /// <param name="query">What is asked.</param>
    void Evaluate(DeviceQuery<T> query);
}
