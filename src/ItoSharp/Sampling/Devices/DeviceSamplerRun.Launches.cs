namespace ItoSharp;

/// <summary>What a step of the run launches.</summary>
public sealed partial class DeviceSamplerRun<T>
{
    private long Entries => (long)_input.Rows * _query.Dimension;

    private Conversion KeepBothForms(StepRow row, Conversion other, Conversion own)
    {
        DeviceArray y = _query.Prediction;
        Convert(other, _history.Newest(Step, row.OtherForm));
        if (row.Before is not { } correction)
        {
            return own;
        }

        Convert(own, y);
        _programs.Extra("keep", Batch(y, _history.Newest(Step, row.Form)), Entries);
        for (int j = 0; j < correction.Weights.Length; j++)
        {
            Correct(_history.ByAge(Step, correction.Form, j), correction.Weights[j]);
        }

        if (_mean is not null)
        {
            Correct(_mean, correction.MeanWeight);
        }

        return new(0, 1, 0);

        void Convert(Conversion conversion, DeviceArray to) =>
            _programs.Extra(
                "convert",
                Batch(
                    _x,
                    y,
                    _mean ?? _x,
                    to,
                    Number(conversion.X),
                    Number(conversion.Model),
                    Number(conversion.Mean),
                    _mean is null ? 0 : 1
                ),
                Entries
            );

        void Correct(DeviceArray m, double weight) => _programs.Extra("correct", Batch(_x, m, Number(weight)), Entries);
    }

    private DeviceFieldStep<T> Operands(StepRow row, bool last, Conversion conversion) =>
        new(_outputs, _launch)
        {
            RungeKutta = row.RungeKutta,
            Terms = row.RungeKutta ? _block + 1 : row.Terms,
            IsNoisy = last && row.Stochastic,
            X = _x,
            Stage = _stage,
            Prediction = _query.Prediction,
            Mean = _mean ?? _x,
            Row = row.Block(_block),
            Conversion = conversion,
            Damping = row.Damping,
            MeanWeight = row.MeanWeights[_block],
        };

    private DeviceArray Output(int age)
    {
        StepRow row = _plan.Rows[Step];
        return row.RungeKutta ? _stages[age] : _history.ByAge(Step, row.Form, age);
    }

    private void Launch(string kernel, bool noisy, DeviceArgument[] arguments)
    {
        DeviceArgument[] noise = noisy ? [_keys, (uint)Step] : [];
        int dimension = _query.Dimension;
        long items = noisy ? (long)_input.Rows * ((dimension + 1) / 2) : Entries;
        _programs.Launch(Step, kernel, Batch([.. noise, .. arguments]), items);
    }

    private DeviceArgument[] Batch(params ReadOnlySpan<DeviceArgument> arguments) =>
        [(ulong)_input.Rows, _query.Dimension, _faults.Flags, _input.Options.NonFinite == NonFinite.Stop ? _asked + 1 : 0, .. arguments];

    private void LiftState()
    {
        if (IsFinished || _plan.Rows[Step].Lift is not { } lift)
        {
            return;
        }

        DeviceArgument[] mean = _mean is null ? [] : [_mean];
        DeviceArgument[] meanWeight = _mean is null ? [] : [Number(lift.MeanWeight)];
        Launch("lift_state", true, [_x, .. mean, Number(lift.Gain), Number(lift.Noise), .. meanWeight]);
    }

    private static DeviceArgument Number(double value) => DeviceArgument.Of(T.CreateTruncating(value));
}
