using System.Runtime.InteropServices;

namespace ItoSharp.Benchmarks.Timing;

/// <summary>The processor time of the calling thread: what other processes take from the machine does not count.</summary>
internal static partial class ThreadClock
{
    // CLOCK_THREAD_CPUTIME_ID of Linux.
    private const int ThreadProcessorTime = 3;

    /// <summary>Seconds that this thread has computed.</summary>
    /// <exception cref="PlatformNotSupportedException">The system is not Linux.</exception>
    public static double Seconds
    {
        get
        {
            if (!OperatingSystem.IsLinux())
            {
                throw new PlatformNotSupportedException("The benchmark measures by CLOCK_THREAD_CPUTIME_ID, which is Linux's.");
            }

            int failure = ClockGetTime(ThreadProcessorTime, out var time);
            return failure == 0
                ? time.Seconds + 1e-9 * time.Nanoseconds
                : throw new InvalidOperationException("clock_gettime(CLOCK_THREAD_CPUTIME_ID) failed.");
        }
    }

    [LibraryImport("libc", EntryPoint = "clock_gettime")]
    private static partial int ClockGetTime(int clock, out TimeSpecification time);

    [StructLayout(LayoutKind.Sequential)]
    private struct TimeSpecification
    {
        public long Seconds;
        public long Nanoseconds;
    }
}
