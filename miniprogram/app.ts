import { connect } from './services/cloud';
import { watchNetwork } from './services/network';

App({
  onLaunch() {
    connect();
    watchNetwork();
  },
});
